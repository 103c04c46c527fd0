// Rows are added and taken away on the device, and the button says how many units it will write down.
for (const form of document.querySelectorAll("form[data-rows]")) {
  const lines = form.querySelector("[data-lines]");
  const next = form.querySelector("[data-next]");
  const template = form.querySelector("template");
  const scan = form.querySelector("[name=ma]");
  const saying = [...form.querySelectorAll("[data-say]")].map((button) => [button, button.textContent]);

  function say() {
    let sum = 0;
    for (const field of form.querySelectorAll("[data-lines] [inputmode=numeric]")) {
      if (/^\d{1,7}$/.test(field.value.trim())) sum += Number(field.value);
    }
    for (const [button, plain] of saying) {
      button.textContent = sum ? button.dataset.say.replace("{n}", sum.toLocaleString(document.documentElement.lang)) : plain;
    }
  }

  function add() {
    const place = Number(next.value);
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__n__", String(place));
    const row = holder.firstElementChild;
    lines.append(row);
    next.value = String(place + 1);
    row.querySelector("select, input")?.focus();
    say();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.value === "quet" && template && !scan.value.trim()) {
      event.preventDefault();
      add();
    } else if (button?.hasAttribute("data-drop")) {
      event.preventDefault();
      button.closest("[data-row]").remove();
      if (!lines.children.length && template) add();
      say();
    }
  });
  // What a scanner read becomes a row; the form is not sent for it.
  form.addEventListener("scanned", (event) => {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=quet]"));
  });
  form.addEventListener("input", say);
  say();
}
