// A click on the picture says where what matters lies, in thousandths of its width and height; without this, two numbers do.
const picture = document.querySelector("img[data-focal]");
const inputs = ["x", "y"].map((axis) => document.querySelector(`#id_focal_${axis}`));

if (picture && inputs.every(Boolean)) {
  picture.classList.add("desk-focal");
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    shares.forEach((share, place) => {
      inputs[place].value = Math.round(Math.min(Math.max(share, 0), 1) * 1000);
      inputs[place].dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}
