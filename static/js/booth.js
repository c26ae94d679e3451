/* The booth: the choice is sealed here, on the voter's own device; only what is sealed goes out.
   RFC 9180 HPKE (P-256, HKDF-SHA256, AES-256-GCM) over the browser's own cryptography. */

const hexOf = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** The choices as bytes of one fixed length, so that no ballot is longer than another. */
export function pack(choices, size) {
  const text = new TextEncoder().encode(JSON.stringify(choices));
  if (text.length > size - 2) throw new Error("the ballot is too long");
  const data = new Uint8Array(size);
  data[0] = text.length >> 8;
  data[1] = text.length & 255;
  data.set(text, 2);
  return data;
}

/** The sealed ballot: encapsulated key, then ciphertext. */
export async function seal(HPKE, choices, words) {
  const suite = new HPKE.CipherSuite(HPKE.KEM_DHKEM_P256_HKDF_SHA256, HPKE.KDF_HKDF_SHA256, HPKE.AEAD_AES_256_GCM);
  const key = await suite.DeserializePublicKey(bytesOf(words.public_key));
  const info = new TextEncoder().encode(words.info);
  const { encapsulatedSecret, ciphertext } = await suite.Seal(key, pack(choices, words.size), { info });
  return new Uint8Array([...encapsulatedSecret, ...ciphertext]);
}

const placeOf = (vote) => `receipt:${vote}`;

function booth(box) {
  const words = JSON.parse(document.getElementById("booth-words").textContent);
  const questions = [...box.querySelectorAll("[data-question]")];
  const check = box.querySelector("[data-check]");
  const form = box.querySelector("#booth-form");
  const where = box.querySelector("[data-where]");
  const screens = [...questions, check];
  let at = 0;

  const chosen = (question) => [...question.querySelectorAll("input:checked")].map((input) => Number(input.value));
  const complain = (screen, text) => {
    const line = screen.querySelector(".booth__wrong");
    line.textContent = text;
    line.hidden = !text;
  };

  function show(number, focus = true) {
    at = number;
    screens.forEach((screen, index) => (screen.hidden = index !== at));
    where.hidden = at === questions.length;
    where.textContent = where.dataset.word.replace("{n}", at + 1).replace("{m}", questions.length);
    if (at === questions.length) tell();
    if (focus) screens[at].querySelector("legend, h2").focus();
  }

  function tell() {
    const list = check.querySelector("[data-said]");
    list.replaceChildren();
    questions.forEach((question) => {
      const [row, term, said] = ["div", "dt", "dd"].map((name) => document.createElement(name));
      term.textContent = question.querySelector("legend").textContent;
      const labels = [...question.querySelectorAll("input:checked")].map((input) => input.nextElementSibling.textContent);
      said.textContent = labels.join("、") || box.dataset.nothing;
      row.append(term, said);
      list.append(row);
    });
  }

  function isRight(question) {
    const count = chosen(question).length;
    const [least, most] = [Number(question.dataset.least), Number(question.dataset.most)];
    const right = count >= least && count <= most;
    complain(question, right ? "" : most === 1 ? box.dataset.chooseOne : box.dataset.chooseSome);
    return right;
  }

  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.type === "submit") return;
    if (button.matches("[data-next]") && isRight(questions[at])) show(at + 1);
    if (button.matches("[data-back]")) show(at - 1);
    if (button.matches("[data-clear]")) questions[at].querySelectorAll("input").forEach((input) => (input.checked = false));
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    try {
      const HPKE = await import(box.dataset.hpke);
      const sealed = await seal(HPKE, questions.map(chosen), words);
      const receipt = hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", sealed)));
      sessionStorage.setItem(placeOf(words.vote), receipt);
      form.elements.namedItem("ciphertext").value = hexOf(sealed);
      questions.forEach((question) => question.querySelectorAll("input").forEach((input) => (input.checked = false)));
      form.submit();
    } catch {
      button.disabled = false;
      complain(form, box.dataset.failed);
    }
  });

  /* what an old page kept must never be sent again from the history */
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  box.hidden = false;
  if (!window.crypto?.subtle) {
    screens.forEach((screen) => (screen.hidden = true));
    where.textContent = box.dataset.unable;
    return;
  }
  show(0, false);
}

function receipt(box) {
  const mine = sessionStorage.getItem(placeOf(box.dataset.vote));
  if (!mine) return;
  box.querySelector(mine === box.dataset.receipt ? "[data-same]" : "[data-other]").hidden = false;
}

const page = document.getElementById("booth");
if (page) booth(page);
const paper = document.getElementById("receipt-mine");
if (paper) receipt(paper);
