/** Writes a plan as a calendar file (RFC 5545). An entry keeps its identifier, so that a later file updates it and adds no other. */
(() => {
  "use strict";

  const { dates } = window.journeybook;
  const bytes = new TextEncoder();
  let lastSequence = 0;

  /** @type {Journeybook["calendar"]["write"]} */
  function write(name, entries, now) {
    const stamp = now.toISOString().replace(/[-:]|\.[0-9]{3}/g, "");
    const sequence = nextSequence(now.getTime());
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Journeybook//Success map//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
    const events = entries.flatMap((entry) => eventLines(entry, stamp, sequence));
    const lines = [...head, `X-WR-CALNAME:${escape(name)}`, ...events, "END:VCALENDAR"];
    return lines.map((line) => `${fold(line)}\r\n`).join("");
  }

  /**
   * Returns a number that grows from file to file, whoever makes it: the seconds since 2020.
   * @type {(now: number) => number}
   */
  function nextSequence(now) {
    lastSequence = Math.max(Math.floor((now - Date.UTC(2020, 0, 1)) / 1000), lastSequence + 1, 0);
    return lastSequence;
  }

  /** @type {(entry: CalendarEntry, stamp: string, sequence: number) => string[]} */
  function eventLines(entry, stamp, sequence) {
    return [
      "BEGIN:VEVENT",
      `UID:${entry.id}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${compact(entry.opens)}`,
      `DTEND;VALUE=DATE:${compact(entry.closes + 1)}`,
      `SUMMARY:${escape(entry.what)}`,
      ...(entry.said ? [`DESCRIPTION:${escape(entry.said)}`] : []),
      ...(entry.address ? [`URL:${entry.address}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  }

  /** @type {(day: Day) => string} */
  function compact(day) {
    return dates.write(day).replace(/-/g, "");
  }

  /** @type {(text: string) => string} */
  function escape(text) {
    const lines = text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");
    return lines.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  }

  /**
   * Breaks a line before it has more than 75 octets, never inside a letter.
   * @type {(line: string) => string}
   */
  function fold(line) {
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

  window.journeybook = { ...window.journeybook, calendar: { write } };
})();
