// Whoever wants to be told of new messages is asked by the browser then and there, and hears how it sounds.
document.addEventListener("change", async (event) => {
  const field = event.target;
  if (field.value !== "on" || !field.checked) return;
  if (field.name === "sound") document.dispatchEvent(new CustomEvent("facteur:ring"));
  if (field.name !== "notify" || !window.Notification) return;
  if ((await Notification.requestPermission()) === "granted") return;
  field.form.querySelector("[name=notify][value=off]").checked = true;
  const { denied } = document.getElementById("live").dataset;
  document.dispatchEvent(new CustomEvent("facteur:say", { detail: denied }));
});
