// The frame of a foreign message is as high as its document, so that the page scrolls and not the frame.
// Nothing runs in it: it is measured from here.
const MOST = 100000;

const fit = (frame) => {
  const page = frame.contentDocument?.documentElement;
  if (!page || !frame.contentDocument.body) return;
  // A smaller document is only seen when the frame does not hold it up.
  frame.height = 0;
  frame.height = Math.min(page.scrollHeight, MOST);
};

const follow = (frame) => {
  const begin = () => {
    fit(frame);
    for (const image of frame.contentDocument?.images ?? []) {
      if (!image.complete) image.addEventListener("load", () => fit(frame), { once: true });
    }
  };
  frame.addEventListener("load", begin);
  if (frame.contentDocument?.readyState === "complete") begin();
  let width = frame.clientWidth;
  new ResizeObserver(() => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    fit(frame);
  }).observe(frame);
};

const begin = () => {
  const frame = document.getElementById("message-body");
  if (frame && !frame.dataset.followed) {
    frame.dataset.followed = "";
    follow(frame);
  }
};

document.body.addEventListener("htmx:afterSettle", begin);
begin();
