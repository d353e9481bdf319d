/** Whether something is open at a moment, in the hub's time zone. The generator decides the same for the day of its build. */

/**
 * @typedef {object} Moment
 * @property {number} day days since 1970
 * @property {number} [minutes] of that day, where there is an hour
 */
/** @typedef {{opens: Moment | undefined, closes: Moment | undefined}} Window both days are included */
/** @typedef {"open" | "closing-soon" | "upcoming" | "closed"} Status */
/** @typedef {[number, string]} Duration such as `[30, "days"]` */

const DAY = 86_400_000;

/** What shows the time in a time zone; browsers take their time to make it. @type {Map<string | undefined, Intl.DateTimeFormat>} */
const clocks = new Map();

/**
 * Returns what a clock in a time zone shows.
 * @param {string | undefined} timeZone
 * @param {Date} [date]
 * @returns {{day: number, minutes: number}}
 */
export function now(timeZone, date = new Date()) {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", {
    ...(timeZone ? { timeZone } : {}), year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23",
  });
  clocks.set(timeZone, clock);
  const parts = Object.fromEntries(clock.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { day: Date.UTC(year, month - 1, day) / DAY, minutes: hour * 60 + minute };
}

/**
 * Reads `2027-03-31` or `2027-03-31T15:00`.
 * @param {string | undefined} text
 * @returns {Moment | undefined}
 */
export function moment(text) {
  if (!text) return undefined;
  const [date = "", time] = text.split("T");
  const day = Date.parse(`${date}T00:00:00Z`) / DAY;
  const [hours = 0, minutes = 0] = (time ?? "").split(":").map(Number);
  return time ? { day, minutes: hours * 60 + minutes } : { day };
}

/**
 * Writes a moment as it is written in content.
 * @param {Moment} moment
 */
export function iso({ day, minutes }) {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return minutes === undefined ? date : `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Returns the day this long after another; a month that is too short ends it.
 * @param {number} day
 * @param {Duration} duration
 */
export function after(day, [count, unit]) {
  if (unit === "days" || unit === "weeks") return day + count * (unit === "weeks" ? 7 : 1);
  const date = new Date(day * DAY);
  const month = date.getUTCMonth() + count * (unit === "years" ? 12 : 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last)) / DAY;
}

/** @param {Window} window @param {Required<Moment>} now */
const hasOpened = ({ opens }, now) => !opens || opens.day < now.day || (opens.day === now.day && (opens.minutes ?? 0) <= now.minutes);

/** @param {Window} window @param {Required<Moment>} now */
const hasClosed = ({ closes }, now) =>
  !!closes && (closes.day < now.day || (closes.day === now.day && closes.minutes !== undefined && closes.minutes <= now.minutes));

/**
 * Returns the status of something with these windows; nothing where there is none.
 * @param {readonly Window[]} windows
 * @param {Required<Moment>} now
 * @param {Duration} soon
 * @returns {Status | undefined}
 */
export function status(windows, now, soon) {
  if (windows.length === 0) return undefined;
  const open = windows.filter((window) => hasOpened(window, now) && !hasClosed(window, now));
  if (open.length > 0) {
    const horizon = after(now.day, soon);
    return open.every(({ closes }) => closes && closes.day <= horizon) ? "closing-soon" : "open";
  }
  return windows.some((window) => !hasOpened(window, now)) ? "upcoming" : "closed";
}

/**
 * Returns the window that matters: of the open ones the one that closes last, else the next, else the last that closed.
 * @param {readonly Window[]} windows
 * @param {Required<Moment>} now
 * @returns {Window | undefined}
 */
export function currentWindow(windows, now) {
  const closing = (/** @type {Window} */ { closes }) => (closes ? closes.day : Infinity);
  const opening = (/** @type {Window} */ { opens }) => (opens ? opens.day : -Infinity);
  const last = (/** @type {Window[]} */ some) =>
    some.reduce((/** @type {Window | undefined} */ best, one) => (best && closing(best) > closing(one) ? best : one), undefined);
  const open = windows.filter((window) => hasOpened(window, now) && !hasClosed(window, now));
  const next = windows.filter((window) => !hasOpened(window, now));
  if (open.length > 0) return last(open);
  if (next.length > 0) return next.reduce((best, one) => (opening(one) < opening(best) ? one : best));
  return last([...windows]);
}
