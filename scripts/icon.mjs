// Draws media/icon.png: a process with its pools, nested as Flink nests them. Run it again after a change here.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { ROOT } from './lib/paths.mjs';

const SIZE = 128;

/** @typedef {{ x: number, y: number, w: number, h: number, r: number, fill: string }} Box */

/** From the back to the front. @type {readonly Box[]} */
const BOXES = [
  { x: 0, y: 0, w: 128, h: 128, r: 26, fill: '#1f2a37' },
  // The process, and in it the JVM's own memory at the bottom.
  { x: 16, y: 16, w: 96, h: 96, r: 12, fill: '#3b4a5e' },
  { x: 22, y: 94, w: 50, h: 12, r: 5, fill: '#c9a227' },
  { x: 76, y: 94, w: 30, h: 12, r: 5, fill: '#8d99a8' },
  // Total Flink memory: heap on the left, off-heap on the right.
  { x: 22, y: 22, w: 84, h: 67, r: 8, fill: '#52647c' },
  { x: 27, y: 27, w: 36, h: 57, r: 6, fill: '#4c9be8' },
  { x: 67, y: 27, w: 34, h: 35, r: 6, fill: '#4cbf8b' },
  { x: 67, y: 66, w: 34, h: 18, r: 6, fill: '#a77be0' },
];

/** How much of the pixel at (x, y) a rounded box covers, 0 … 1, from its distance to the edge. @param {Box} box @param {number} x @param {number} y */
function coverage({ x: left, y: top, w, h, r }, x, y) {
  const dx = Math.abs(x + 0.5 - left - w / 2) - w / 2 + r;
  const dy = Math.abs(y + 0.5 - top - h / 2) - h / 2 + r;
  const distance = Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
  return Math.min(1, Math.max(0, 0.5 - distance));
}

/** Each row begins with a 0: no filter. */
const raw = Buffer.alloc(SIZE * (1 + SIZE * 4));
for (let y = 0; y < SIZE; y++) {
  for (let x = 0; x < SIZE; x++) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (const box of BOXES) {
      const over = coverage(box, x, y);
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(box.fill.slice(at, at + 2), 16));
      [red, green, blue] = [red + (r - red) * over, green + (g - green) * over, blue + (b - blue) * over];
      // Only the first box touches what is transparent; its colour is not mixed with black.
      if (alpha === 0 && over > 0) [red, green, blue] = [r, g, b];
      alpha += (1 - alpha) * over;
    }
    raw.set([red, green, blue, alpha * 255].map(Math.round), y * (1 + SIZE * 4) + 1 + x * 4);
  }
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
// 8 bits a channel, red green blue alpha.
header.set([8, 6, 0, 0, 0], 8);

writeFileSync(join(ROOT, 'media', 'icon.png'), Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(raw, { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
]));
