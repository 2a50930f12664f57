import { UsageError, UserError } from "../../messages/userError.js";

/** What a person names has what is wrong with it: such an error of the work is one of usage. */
export async function inUsage<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof UsageError) throw error;
    const { what, why, action } = error.said;
    throw new UsageError(what, why, action, { cause: error, remedy: error.remedy });
  }
}
