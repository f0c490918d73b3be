/**
 * Raw storage keys of the contracts that others may read, as `backlot_api` has them.
 *
 * @module
 */

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function bigEndian(page: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, page);
  return bytes;
}

/** `rights`: the ledger's head. */
export const ledgerHeadKey = (): Uint8Array => ascii("head");
/** `rights`: the freeze of the run under way: varints of run, cursor, holders and the expiry in nanoseconds. */
export const runFreezeKey = (): Uint8Array => ascii("run");
/** `rights`: units of indices 32 n to 32 n + 31. A page of zeros only is not there. */
export const unitsPageKey = (page: number): Uint8Array => concat(ascii("u"), bigEndian(page));
/** `rights`: addresses of indices 32 n to 32 n + 31. */
export const addressPageKey = (page: number): Uint8Array => concat(ascii("a"), bigEndian(page));
/** `returns`: undelivered credits of indices 128 n to 128 n + 127 of a series. A page of zeros only is not there. */
export const creditPageKey = (series: number, page: number): Uint8Array =>
  concat(ascii("p"), Uint8Array.of(series), bigEndian(page));
/** `rights`: a wallet's index, one varint; not there: it never held. Takes the address in canonical bytes. */
export const indexKey = (address: Uint8Array): Uint8Array => concat(ascii("i"), sortKey(address));

/** Letters of bech32, by their five bits. */
const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** An address of 20 or 32 bytes as a key that sorts as the text of the address does. */
export function sortKey(address: Uint8Array): Uint8Array {
  const sorted = [...LETTERS].sort().join("");
  return regroup(
    regroup(address, 8, 5).map((group) => sorted.indexOf(LETTERS.charAt(group))),
    5,
    8,
  );
}

/** Cuts bits that lie `from` to a byte into groups of `to`; the last one is filled with zeros. */
export function regroup(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const groups: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << from) | byte;
    bits += from;
    while (bits >= to) {
      bits -= to;
      groups.push((held >> bits) & ((1 << to) - 1));
    }
    held &= (1 << bits) - 1;
  }
  if (bits > 0) groups.push((held << (to - bits)) & ((1 << to) - 1));
  return Uint8Array.from(groups);
}

/** The text of an address (BIP 173) from its canonical bytes. */
export function humanize(prefix: string, address: Uint8Array): string {
  const data = regroup(address, 8, 5);
  const expanded = [...ascii(prefix)]
    .map((letter) => letter >> 5)
    .concat(
      0,
      [...ascii(prefix)].map((letter) => letter & 31),
    );
  const sum = polymod([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (sum >> shift) & 31);
  return `${prefix}1${[...data, ...check].map((group) => LETTERS.charAt(group)).join("")}`;
}

/** The prefix of an address: what stands before its last `1`. */
export function prefixOf(address: string): string {
  const end = address.lastIndexOf("1");
  if (end < 1) throw new TypeError(`${JSON.stringify(address)} is no address`);
  return address.slice(0, end);
}

function polymod(groups: readonly number[]): number {
  let sum = 1;
  for (const group of groups) {
    const top = sum >> 25;
    sum = ((sum & 0x1ff_ffff) << 5) ^ group;
    if (top & 1) sum ^= 0x3b6a57b2;
    if (top & 2) sum ^= 0x26508e6d;
    if (top & 4) sum ^= 0x1ea119fa;
    if (top & 8) sum ^= 0x3d4233dd;
    if (top & 16) sum ^= 0x2a1462b3;
  }
  return sum;
}
