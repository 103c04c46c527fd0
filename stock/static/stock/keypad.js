// Keys for fingers beside a number field, and a button that repeats the number it will save.
for (const form of document.querySelectorAll("form[data-keypad]")) {
  const field = form.querySelector("[inputmode=numeric]");
  const button = form.querySelector("[data-says]");
  const pad = form.querySelector(".pad");

  const say = () => {
    const number = field.value.trim();
    button.textContent = number === "" ? button.dataset.silent : button.dataset.says.replace("{}", number);
  };
  const press = (key) => {
    if (key === "clear") field.value = "";
    else if (key === "back") field.value = field.value.slice(0, -1);
    else if (field.value.length < 7) field.value = (field.value + key).replace(/^0+(?=\d)/, "");
    say();
  };

  pad.hidden = false;
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (key) press(key.dataset.key);
  });
  field.addEventListener("input", say);
  say();
}
