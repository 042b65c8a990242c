'use strict';

// Reads what include/pchat.h declares, for koffi: no layout or prototype is written a second time.

const { readFileSync } = require('node:fs');
const path = require('node:path');

const text = readFileSync(path.join(__dirname, '../../../include/pchat.h'), 'utf8')
  .replace(/\/\*[^]*?\*\//g, '')
  .replace(/\n[ \t]+/g, ' ');

/** The type of something in the words of koffi; pointers to the library's own types are just pointers. */
function type(declared) {
  const plain = declared.replace(/\bconst\b/g, '').trim();
  if (/^char\s*\*$/.test(plain)) return 'str';
  if (plain.endsWith('*')) return 'void *';
  if (plain.startsWith('pchat_')) return 'int32_t';
  return plain;
}

/** `{ name: type }` of a struct's fields. */
function fields(name) {
  const found = new RegExp(`typedef struct ${name} \\{([^}]*)\\} ${name};`).exec(text);
  if (!found) throw new Error(`${name} is not in pchat.h`);
  const all = {};
  for (const line of found[1].split(';')) {
    const pointer = /\(\*(\w+)\)/.exec(line);
    const field = /^\s*(.*?)(\w+)\s*$/.exec(line);
    if (pointer) all[pointer[1]] = 'void *';
    else if (field) all[field[2]] = type(field[1]);
  }
  return all;
}

/** The prototype of a function. What is stored for the caller is an `_Out_`. */
function prototype(name) {
  const found = new RegExp(`([\\w ]+[ *])\\b${name}\\(([^;]*)\\);`).exec(text);
  if (!found) throw new Error(`${name} is not in pchat.h`);
  const parameters = found[2].split(',').map((it) => {
    const [, declared, parameter] = /^\s*(.*?)(\w+)\s*$/.exec(it) ?? [];
    if (declared === undefined || parameter === 'void') return null;
    if (/\*\s*\*\s*$/.test(declared)) return `_Out_ void **${parameter}`;
    if (/^(u?int\d+_t|bool)\s*\*$/.test(declared.trim())) return `_Out_ ${declared}${parameter}`;
    return `${type(declared)} ${parameter}`;
  });
  return `${type(found[1])} ${name}(${parameters.filter(Boolean).join(', ') || 'void'})`;
}

module.exports = { fields, prototype };
