// Answers with all that differs from run to run taken out, kept in a file that was written by wasmd.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chain } from "./chain.mjs";

const bless = process.env.BACKLOT_BLESS === "1";

/** What a text is, where its value says nothing. */
function kind(text) {
  if (/^\d+$/.test(text)) return "<number>";
  if (/^[0-9A-F]{64}$/.test(text)) return "<hash>";
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return "<time>";
  if (/^(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return "<base64>";
  return text;
}

/** Takes out of an answer what differs from run to run. `names`: value → what it is called instead. */
export function tidy(value, names) {
  const known = Object.entries(names).sort(([a], [b]) => b.length - a.length);
  const text = (one) => {
    const named = known.reduce((words, [from, to]) => words.replaceAll(from, to), one);
    return named
      .replace(/wasmvalcons1[a-z0-9]{38}/g, "<validator>")
      .replace(/wasm1[a-z0-9]{58}|wasm1[a-z0-9]{38}/g, "<address>")
      .replace(/\d+(stake|uusd)\b/g, "<number>$1")
      .replace(/gas(Wanted|Used): \d+|used: '\d+'|height \d+/g, (found) => found.replace(/\d+/, "<number>"));
  };
  const walk = (one) => {
    if (typeof one === "string") return kind(text(one));
    if (Array.isArray(one)) return one.map(walk);
    if (one && typeof one === "object") {
      return Object.fromEntries(Object.keys(one).sort().map((key) => [text(key), walk(one[key])]));
    }
    return one;
  };
  return walk(value);
}

/** Compares with what wasmd answered, or (BACKLOT_BLESS=1, on wasmd) writes it down. */
export class Golden {
  constructor(name) {
    if (bless && chain.name !== "wasmd") throw new Error("only wasmd's answers are the measure");
    this.file = join(import.meta.dirname, `../golden/${name}.json`);
    this.seen = {};
  }

  async open() {
    this.expected = bless ? {} : JSON.parse(await readFile(this.file, "utf8"));
    return this;
  }

  /** What is expected of a case. */
  of(name, answer) {
    if (name in this.seen) throw new Error(`${name} is there twice`);
    this.seen[name] = answer;
    return bless ? answer : this.expected[name];
  }

  async close() {
    if (bless) await writeFile(this.file, `${JSON.stringify(this.seen, null, 1)}\n`);
  }

  /** Cases in the file that nobody asked for. */
  left() {
    return Object.keys(this.expected).filter((name) => !bless && !(name in this.seen));
  }
}
