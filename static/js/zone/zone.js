// Offers the time zone that the browser is in, where another one is chosen.
const zones = document.getElementById("time_zone");
const offer = document.getElementById("zone-offer");
if (!zones || !offer) return;

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const option = [...zones.options].find((it) => it.value === own);
if (!option) return;

const look = () => {
  offer.hidden = zones.value === own;
};
offer.textContent = offer.dataset.words.replace("{zone}", option.text);
offer.addEventListener("click", () => {
  option.selected = true;
  zones.focus();
  look();
});
zones.addEventListener("change", look);
zones.form.addEventListener("reset", () => setTimeout(look));
look();
