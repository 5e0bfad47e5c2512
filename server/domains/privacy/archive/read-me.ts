/** What is in the archive, for whoever opens it: in the language of its reader. */
export function readMe(
  locale: string,
  facts: { readonly madeAt: Date; readonly names: readonly string[] },
): string {
  const { madeAt, names } = facts;
  const list = names.map((name) => `  ${name}`).join('\n');
  const day = madeAt.toISOString();
  return locale === 'es' ? spanish(day, list) : english(day, list);
}

function english(day: string, list: string): string {
  return `Everything Lyceum has about you
===============================

Made on ${day}. Times are in UTC.

Each file of the folder "data" is one kind of thing, as JSON: a text format that programs and people can read.
An empty list means that there is nothing. The folder "files" has your certificates and your picture.

${list}

Not in here: passwords, keys and codes, because nobody can read them, not even we; the answer keys of quizzes;
and other people. What is kept for how long, and why: the page "Privacy" of the site.
`;
}

function spanish(day: string, list: string): string {
  return `Todo lo que Lyceum tiene sobre ti
=================================

Creado el ${day}. Las horas están en UTC.

Cada archivo de la carpeta «data» contiene una clase de datos en JSON: un formato de texto que pueden leer programas y
personas. Una lista vacía significa que no hay nada. La carpeta «files» contiene tus certificados y tu foto.

${list}

No está aquí: contraseñas, claves y códigos, porque nadie puede leerlos, tampoco nosotros; las soluciones de los
cuestionarios; ni otras personas. Qué se guarda, cuánto tiempo y por qué: la página «Privacidad» del sitio.
`;
}
