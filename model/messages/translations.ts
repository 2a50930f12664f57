/** Translations by English text, as in `media/l10n`: a key may hold values as `{0}`. */
export type Translations = Readonly<Record<string, string>>;
