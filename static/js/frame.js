// The frame of each foreign message is as high as what is in it, so that the page scrolls and not the frame.
// Nothing runs in it: it is measured from here, whenever it changes: an image has come, a font, another width.
const MOST = 100000;
// On paper, in px of CSS: A4 and Letter without their margins.
const PRINTED = 640;

const fit = (frame) => {
  const body = frame.contentDocument?.body;
  const height = body ? Math.min(Math.ceil(body.getBoundingClientRect().height), MOST) : 0;
  if (height > 0) frame.height = height;
};

// Keys that are hit in the message mean the page.
const pass = (frame) => (event) => {
  if (!frame.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
};

const follow = (frame) => {
  const sizes = new ResizeObserver(() => fit(frame));
  const keys = pass(frame);
  const begin = () => {
    sizes.disconnect();
    const body = frame.contentDocument?.body;
    if (!body) return;
    sizes.observe(body);
    frame.contentDocument.addEventListener("keydown", keys);
    fit(frame);
  };
  frame.addEventListener("load", begin);
  if (frame.contentDocument?.readyState === "complete") begin();
};

const frames = () => document.querySelectorAll("iframe.mail-frame");

const begin = () => {
  for (const frame of frames()) {
    if (frame.dataset.followed === undefined) {
      frame.dataset.followed = "";
      follow(frame);
    }
  }
};

// A page is narrower than the window: what is printed is measured at its width.
const forPaper = (width) => {
  for (const frame of frames()) {
    frame.style.inlineSize = width;
    fit(frame);
  }
};

addEventListener("beforeprint", () => forPaper(`${PRINTED}px`));
addEventListener("afterprint", () => forPaper(""));
document.body.addEventListener("htmx:afterSettle", begin);
begin();
