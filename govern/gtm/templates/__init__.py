"""Our custom templates for Tag Manager, made of their sources and a platform's facts when a container is written.

A custom template is one file, and most of it is permissions and form fields in JSON, many lines for one fact; nor can
templates share code. The sources say each fact once: `templates/gtm/<name>/web.yaml` and `server.yaml`, where the name
is a platform's key or says what the template is for. A source has

- `label`, by itself in the first line, so that the template's name is known without reading on; `about`, `categories`;
  `kind` is TAG unless it says MACRO, which is a variable
- `fields`: a `name` and one of `text`, `select` (with `choices`), `table` (with `columns`), `checkbox`, whose value is the
  label; `required`, `unless: <a value of the field "call">`; other words are Tag Manager's own. A field that the code
  does not read is left out
- `permissions` by Tag Manager's names for them: a list, `key: rights`, or the function whose arguments they are
- `code`. What it calls is required by us, and what is required is what it calls
- `setup` and `tests`: name and code. They run in Tag Manager's template editor and in our tests

In texts `@word@` stands for what the source says under that word, `@tag.eventName@` for what it says further in. In code
`//= word` does so for a whole line, and `//? word` takes of a text those paragraphs that the rest of the code uses. Words
are also the files `templates/gtm/parts/<context>/<word>.js`, what `base.yaml` beside them says for all, and on the server
what the platform's facts say (`words`), those of the team included.
"""
