// Tells of new messages outside of the page, as the person wishes: a note of the system, two notes of music.
const place = document.getElementById("live");
if (!place) return;

const { person, inbox, icon } = place.dataset;

// --- what is said

// Who wrote the newest ones that were not read, and about what.
const newest = async (count) => {
  const page = await fetchFragment(`${inbox}?sort=-arrival&threads=0&filter=unread`);
  const rows = [...(page?.querySelectorAll("#rows .row") ?? [])].slice(0, count);
  const words = (row, place) => row.querySelector(place)?.textContent.trim() ?? "";
  return rows.map((row) => ({ who: words(row, ".row-from > b"), what: words(row, ".row-subject > b") }));
};

// The number alone, unless more is wished: a note is seen on a locked screen, too.
const words = async ({ arrived, content }) => {
  const number = { title: newMessages(arrived), body: person };
  const found = content ? await newest(arrived).catch(() => []) : [];
  if (found.length === 0) return number;
  if (arrived === 1) return { title: found[0].who, body: found[0].what };
  return { ...number, body: [...new Set(found.map(({ who }) => who))].join(", ") };
};

const note = ({ title, body }) => {
  try {
    const note = new Notification(title, { body, tag: `facteur ${person}`, icon });
    note.addEventListener("click", () => {
      window.focus();
      note.close();
    });
  } catch {
    // A phone shows notes of installed pages alone.
  }
};

// --- what is heard

// Two soft notes, one after the other.
const ring = () => {
  const audio = new AudioContext();
  const volume = new GainNode(audio, { gain: 0.08 });
  volume.connect(audio.destination);
  [660, 880].forEach((frequency, at) => {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(volume);
    tone.start(audio.currentTime + at * 0.14);
    tone.stop(audio.currentTime + at * 0.14 + 0.12);
  });
  setTimeout(() => audio.close(), 1000);
};

document.addEventListener("facteur:ring", ring);
// What is wished, and how many `arrived`.
document.addEventListener("facteur:arrived", async ({ detail }) => {
  if (detail.sound) ring();
  if (detail.notify && window.Notification?.permission === "granted") note(await words(detail));
});
