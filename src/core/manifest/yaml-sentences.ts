const tabs = 'A tab stands in the indentation; YAML allows only spaces there.';
const indentation = 'This line is not indented like its neighbours.';
const behindValue =
  'The value ended before this character: a space may be missing behind a colon, or the text needs quotes around it.';
const tag = 'The tag (a word that starts with “!”) is malformed.';
const directive = 'The directive (a line that starts with “%”) is malformed.';
const escape = 'A backslash inside double quotes starts no known escape; use single quotes or write it twice.';
const control = 'The text holds a control character or another character that YAML does not allow.';

/** The parser's reasons in words for people who did not write a parser. */
const sentences: Readonly<Record<string, string>> = {
  'null byte is not allowed in input': 'The text holds a NUL character; this is not a YAML file, or it is damaged.',
  'the stream contains non-printable characters': control,
  'expected valid JSON character': control,
  'tab characters must not be used in indentation': tabs,
  'bad indentation of a mapping entry': indentation,
  'bad indentation of a sequence entry': indentation,
  'deficient indentation':
    'This line must be indented further than its key, or a quote, bracket or brace above it was never closed.',
  "expected ':' after a mapping key": 'A colon is missing after the key.',
  'a whitespace character is expected after the key-value separator within a block mapping':
    'A space is missing after the colon.',
  'can not read a block mapping entry; a multiline key may not be an implicit key':
    'A key or a colon is missing here, or a quote above was not closed.',
  'end of the stream or a document separator is expected':
    'This text does not belong to what stands above it; check indentation, quotes and colons.',
  'missed comma between flow collection entries': 'A comma is missing between the entries inside brackets or braces.',
  "expected the node content, but found ','": 'A value is missing before the comma.',
  'unexpected end of the stream within a flow collection': 'A bracket or brace was opened and never closed.',
  'unexpected end of the stream within a single quoted scalar': 'A single quote was opened and never closed.',
  'unexpected end of the document within a single quoted scalar': 'A single quote was opened and never closed.',
  'unexpected end of the stream within a double quoted scalar': 'A double quote was opened and never closed.',
  'unexpected end of the document within a double quoted scalar': 'A double quote was opened and never closed.',
  'unknown escape sequence': escape,
  'expected hexadecimal character': escape,
  'a line break is expected': 'Behind “|” or “>” only a comment may stand on the same line.',
  'bad explicit indentation width of a block scalar; it cannot be less than one':
    'The number behind “|” or “>” must be at least 1.',
  'repeat of a chomping mode identifier': 'Behind “|” or “>” only one “+” or “-” may stand.',
  'repeat of an indentation width identifier': 'Behind “|” or “>” only one digit may stand.',
  'name of an alias node must contain at least one character':
    'An asterisk starts an alias; put quotes around the text, for example "*".',
  'name of an anchor node must contain at least one character':
    'An ampersand starts an anchor; put quotes around the text, for example "&".',
  'alias node should not have any properties': 'An alias (*name) may have no tag or anchor of its own.',
  'duplication of a tag property': 'A value has two tags.',
  'duplication of an anchor property': 'A value has two anchors.',
  'unexpected end of the stream within a verbatim tag': tag,
  'named tag handle cannot contain such characters': tag,
  'tag suffix cannot contain exclamation marks': tag,
  'tag suffix cannot contain flow indicator characters': tag,
  'directives end mark is expected': 'A line that starts with “%” must be followed by “---”.',
  'directive name must not be less than one character in length': directive,
  'duplication of %YAML directive': directive,
  'YAML directive accepts exactly one argument': directive,
  'ill-formed argument of the YAML directive': directive,
  'TAG directive accepts exactly two arguments': directive,
  'ill-formed tag handle (first argument) of the TAG directive': directive,
  'ill-formed tag prefix (second argument) of the TAG directive': directive,
  'unacceptable YAML version of the document': 'The document asks for a YAML version other than 1.x.',
};

/** Reasons that end in a part of the text. */
const openSentences: readonly (readonly [start: string, sentence: string])[] = [
  ['nesting exceeded', 'The values are nested more than 200 levels deep.'],
  ['tag name cannot contain', tag],
  ['undeclared tag handle', 'The tag uses a handle that no %TAG line declares.'],
  ['there is a previously declared suffix', directive],
];

/**
 * @param reason the parser's own words; unknown ones give a sentence that is true of all
 * @param lineBefore what stands on the faulty line before the fault
 */
export function sentenceOf(reason: string, lineBefore: string): string {
  // The parser says the same where a line is indented wrongly and where something follows a finished value.
  if (reason.startsWith('bad indentation') && lineBefore.trim() !== '') return behindValue;
  const known = Object.hasOwn(sentences, reason) ? sentences[reason] : undefined;
  return known ?? openSentences.find(([start]) => reason.startsWith(start))?.[1] ?? 'This is not valid YAML.';
}
