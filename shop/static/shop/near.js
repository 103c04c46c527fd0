// Sends the place this device tells, rounded to about a kilometre, when somebody presses the button and not before.
const button = document.querySelector("[data-near]");
if (button && "geolocation" in navigator) {
  const said = document.querySelector("[data-near-said]");
  const refused = () => (said.textContent = button.dataset.refused);
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.form.elements.place.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        button.form.submit();
      },
      refused,
      { maximumAge: 600000, timeout: 15000 },
    );
  });
}
