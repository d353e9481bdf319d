/** Looks ahead: whoever rests on a box, or presses it, is about to choose it. */

/** Milliseconds on a box that are no passing by. */
const REST = 65;

/**
 * @param {HTMLElement} form
 * @param {(box: HTMLInputElement) => void} expect
 */
export function foresee(form, expect) {
  let pause = 0;
  const guess = (/** @type {Event} */ { target }) => {
    const box = /** @type {HTMLElement} */ (target).closest(".option")?.querySelector("input");
    if (box && !box.disabled) expect(box);
  };
  form.addEventListener("pointerover", (event) => {
    clearTimeout(pause);
    pause = window.setTimeout(() => guess(event), REST);
  });
  form.addEventListener("pointerleave", () => clearTimeout(pause));
  form.addEventListener("pointerdown", guess);
}
