import { type Message, says } from "../messages/message.js";

const [minute, hour, day] = [60, 3600, 86_400];

/**
 * How long something took or takes, in its two largest units, as no clock writes its time: 17 min 1 s,
 * 3 h 40 min, 2 d 3 h. The smaller one is left out where it is none.
 */
export function formatDuration(seconds: number): Message {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < minute) return says("{0} s", whole);
  if (whole < hour) {
    const [minutes, rest] = divided(whole, minute);
    return rest === 0 ? says("{0} min", minutes) : says("{0} min {1} s", minutes, rest);
  }
  const inMinutes = Math.round(whole / minute) * minute;
  if (inMinutes < day) {
    const [hours, rest] = divided(inMinutes, hour);
    return rest === 0 ? says("{0} h", hours) : says("{0} h {1} min", hours, rest / minute);
  }
  const [days, rest] = divided(Math.round(whole / hour) * hour, day);
  return rest === 0 ? says("{0} d", days) : says("{0} d {1} h", days, rest / hour);
}

function divided(value: number, unit: number): readonly [count: number, rest: number] {
  return [Math.floor(value / unit), value % unit];
}
