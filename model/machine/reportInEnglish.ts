import { englishOf } from "../messages/translate.js";
import type { EngineCheck, EngineReport } from "./engineReport.js";

/** A report as another program reads it: with texts, in English, and no messages. */
export function reportInEnglish(report: EngineReport | EngineCheck): unknown {
  const { upgrade, reason, action } = report;
  return {
    ...withoutSaid(report),
    ...{ reason: englishOf(reason), action: englishOf(action) },
    ...(upgrade === undefined ? {} : { upgrade: withoutSaid(upgrade) }),
    ...("verification" in report ? { verification: inEnglish(report.verification) } : {}),
  };
}

function inEnglish(verification: EngineCheck["verification"]): unknown {
  if (verification === null) return null;
  const { error } = verification;
  return { ...verification, error: error === null ? null : englishOf(error) };
}

/** What is undefined is not written as JSON. */
function withoutSaid<T extends Pick<EngineReport, "deviceSaid">>(
  named: T,
): Omit<T, "deviceSaid"> & { readonly deviceSaid: undefined } {
  return { ...named, deviceSaid: undefined };
}
