// What the pressed button says goes along: htmx forgets one that belongs to a form in which it does not
// stand, or that was hidden as its menu closed.
document.body.addEventListener("htmx:configRequest", (event) => {
  const button = event.detail.triggeringEvent?.submitter;
  if (button?.name) event.detail.parameters[button.name] = button.value;
});
