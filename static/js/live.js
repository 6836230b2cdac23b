// What happens in the mailboxes while pages are open. One page of a person holds the stream of events and
// hands on what it hears, so that many tabs cost one connection; a browser without locks has a stream for
// each page that is looked at. What is new is asked for and put in its place by rows.js.
const place = document.getElementById("live");
if (!place) return;

const { url, person } = place.dataset;
const NAME = `facteur-live ${person}`;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 300000;

// What was heard last, whichever page heard it: `mark`, and when. Some people let pages keep nothing.
const heard = () => {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
};
const keep = (mark) => {
  try {
    localStorage.setItem(NAME, JSON.stringify({ mark, at: Date.now() }));
  } catch {
    // Then the next page asks once more.
  }
};

const others = new BroadcastChannel(NAME);
const say = (news) => document.dispatchEvent(new CustomEvent("facteur:news", { detail: news }));

// A page that is looked at says so: then nothing is told outside of it.
const LOOKS = "looks";
const ANSWER_MS = 200;
let looked = -Infinity;

others.addEventListener("message", ({ data }) => {
  if (data === LOOKS) {
    looked = performance.now();
    return;
  }
  say(data);
  if (document.hasFocus()) others.postMessage(LOOKS);
});

let wishes = {};

const tell = (event) => {
  const news = JSON.parse(event.data);
  keep(event.lastEventId);
  say(news);
  others.postMessage(news);
  if (news.mailbox !== "INBOX" || news.arrived === 0 || news.unseen === 0) return;
  const asked = performance.now();
  setTimeout(() => {
    if (document.hasFocus() || looked >= asked) return;
    const detail = { ...wishes, arrived: news.arrived };
    document.dispatchEvent(new CustomEvent("facteur:arrived", { detail }));
  }, ANSWER_MS);
};

let stream;
let pause = FIRST_PAUSE_MS;
let timer;

const open = () => {
  clearTimeout(timer);
  const { mark } = heard();
  stream = new EventSource(mark ? `${url}?heard=${encodeURIComponent(mark)}` : url);
  stream.addEventListener("hello", (event) => {
    wishes = JSON.parse(event.data);
    pause = FIRST_PAUSE_MS;
    // Somebody else has signed in here: this page is not theirs.
    if (wishes.person !== person) stream.close();
  });
  stream.addEventListener("mailbox", tell);
  stream.addEventListener("mailboxes", tell);
  stream.addEventListener("error", () => {
    // While the browser tries again by itself, it is left alone.
    if (stream.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  });
};

const close = () => {
  clearTimeout(timer);
  stream?.close();
};

if (navigator.locks) {
  navigator.locks.request(NAME, () => {
    open();
    // Held until the page goes.
    return new Promise(() => {});
  });
} else {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  if (!document.hidden) open();
}

// What another page heard while this one was on its way here.
if (heard().at > performance.timeOrigin) say({});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) say({});
});
