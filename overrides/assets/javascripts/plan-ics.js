/* Writes a plan as a calendar file (RFC 5545). An entry keeps its identifier, so that a later file updates it instead of adding another. */
(function () {
"use strict";

const dates = window.journeybookDates;
const bytes = new TextEncoder();
let before = 0;

function escaped(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
}

/* Breaks a line before it has more than 75 octets, never inside a letter. */
function folded(line) {
  const lines = [""];
  let size = 0;
  for (const letter of line) {
    const length = bytes.encode(letter).length;
    if (size + length > 75) {
      lines.push(" ");
      size = 1;
    }
    lines[lines.length - 1] += letter;
    size += length;
  }
  return lines.join("\r\n");
}

function compact(day) {
  return dates.write(day).replace(/-/g, "");
}

/* Returns a number that grows from file to file, whoever makes it: the seconds since 2020. */
function sequence(now) {
  before = Math.max(Math.floor((now - Date.UTC(2020, 0, 1)) / 1000), before + 1, 0);
  return before;
}

function event(entry, shared) {
  return [
    "BEGIN:VEVENT",
    `UID:${entry.id}`,
    `DTSTAMP:${shared.stamp}`,
    `LAST-MODIFIED:${shared.stamp}`,
    `SEQUENCE:${shared.sequence}`,
    `DTSTART;VALUE=DATE:${compact(entry.opens)}`,
    `DTEND;VALUE=DATE:${compact(entry.closes + 1)}`,
    `SUMMARY:${escaped(entry.what)}`,
    ...(entry.said ? [`DESCRIPTION:${escaped(entry.said)}`] : []),
    ...(entry.address ? [`URL:${entry.address}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/* Returns the text of a calendar of all-day entries: {id, what, said, opens, closes, address}, days as numbers. */
function write(name, entries, now) {
  const stamp = now.toISOString().replace(/[-:]|\.[0-9]{3}/g, "");
  const shared = { stamp, sequence: sequence(now.getTime()) };
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Journeybook//Success map//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
  const lines = [...head, `X-WR-CALNAME:${escaped(name)}`, ...entries.flatMap((entry) => event(entry, shared)), "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

window.journeybookCalendar = { write };
})();
