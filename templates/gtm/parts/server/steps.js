const keep = (text, wanted) => text.split('').filter(wanted).join('');
const among = (characters) => (letter) => characters.indexOf(letter) !== -1;
const outside = (characters) => (letter) => characters.indexOf(letter) === -1;
const isOnly = (text, characters) => keep(text, outside(characters)) === '';
const DIGITS = '0123456789';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const BLANKS = @blanks@;

const PUNCTUATION = @punctuation@;

const isHash = (text) => text.length === 64 && isOnly(text, DIGITS + 'abcdefABCDEF');

const isInternational = (text) =>
  text.length >= 7 && text.length <= 15 && text.charAt(0) !== '0' && isOnly(text, DIGITS);

const trim = (text) => text.trim();

const lowercase = (text) => text.toLowerCase();

const uppercase = (text) => text.toUpperCase();

const digitsOnly = (text) => keep(text, among(DIGITS));

const stripLeadingZeros = (text) => text.charAt(0) === '0' ? stripLeadingZeros(text.slice(1)) : text;

const countryCodeRequired = (text) => isInternational(text) ? text : undefined;

const e164WithPlus = (text) => {
  const digits = digitsOnly(text);
  const number = digits.slice(0, 2) === '00' ? digits.slice(2) : digits;
  return isInternational(number) ? '+' + number : undefined;
};

const max15Chars = (text) => text.slice(0, 15);

const stripSpaces = (text) => keep(text, outside(BLANKS));

const stripPunctuation = (text) => keep(text, outside(PUNCTUATION));

const stripDigitsPunctuation = (text) => keep(text, outside(DIGITS + PUNCTUATION));

const twoLetterCode = (text) => text.length === 2 && isOnly(text, LETTERS) ? text : undefined;

const COUNTRIES = @countries@.split(' ');

const iso3166Alpha2 = (text) => {
  const code = text === 'UK' ? 'GB' : text === 'uk' ? 'gb' : text;
  return isOnly(code, LETTERS) && COUNTRIES.indexOf(code.toLowerCase()) !== -1 ? code : undefined;
};

// A number as one of the country whose visitors the site has: its code, what stands ahead, fewest and most digits.
const ofCountry = (shown, plan) => {
  const code = plan[0];
  const ahead = plan[1];
  const fits = (length) => length >= makeNumber(plan[2]) && length <= makeNumber(plan[3]);
  if (ahead && shown.indexOf(ahead) === 0 && fits(shown.length - ahead.length)) {
    return code + shown.slice(ahead.length);
  }
  if (shown.indexOf(code) === 0 && fits(shown.length - code.length)) {
    return shown;
  }
  return fits(shown.length) && !(ahead && shown.charAt(0) === '0') ? code + shown : undefined;
};

// Without its extension and the (0) of its own country; without + or 00 it has a country where it has eleven digits.
const phoneNumber = (text) => {
  const number = text.split('x')[0].split('X')[0].split('#')[0].split('(0)').join('');
  const shown = keep(number, among(DIGITS + '+'));
  if (shown.charAt(0) === '+' || shown.slice(0, 2) === '00') {
    return number;
  }
  if (data.phonePlan) {
    return ofCountry(shown, makeString(data.phonePlan).split(','));
  }
  return isOnly(shown, DIGITS) && shown.length > 10 && shown.charAt(0) !== '0' ? number : undefined;
};

const emailAddress = (text) => {
  const parts = text.split('@');
  const labels = parts.length === 2 ? parts[1].split('.') : [];
  const isWhole = labels.length > 1 && parts[0] !== '' && labels.indexOf('') === -1;
  return isWhole && keep(text, among(BLANKS)) === '' ? text : undefined;
};

const usFirstFiveDigits = (text) => {
  const parts = text.split('-');
  const digits = parts.join('');
  const isLong = digits.length === 9 && isOnly(digits, DIGITS) && (parts.length === 1 || parts.length === 2 && parts[0].length === 5);
  return isLong ? digits.slice(0, 5) : text;
};

const mailbox = (text, domains) => {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  if (at === -1 || domains && domains.indexOf(domain.toLowerCase()) === -1) {
    return text;
  }
  return text.slice(0, at).split('+')[0].split('.').join('') + '@' + domain;
};

const gmailDropDotsAndPlus = (text) => mailbox(text, ['gmail.com', 'googlemail.com']);

const dropDotsAndPlusInLocalPart = (text) => mailbox(text);

const bcp47 = (text) => {
  const parts = text.split('-');
  const isTag = (part) => part.length > 0 && part.length <= 8 && isOnly(part, DIGITS + LETTERS);
  return isOnly(parts[0], LETTERS) && parts[0].length > 1 && parts.filter(isTag).length === parts.length ? text : undefined;
};

const isByte = (part) => part.length > 0 && isOnly(part, DIGITS) && makeNumber(part) < 256 && makeString(makeNumber(part)) === part;
const isGroup = (part) => part.length < 5 && isOnly(part, DIGITS + 'abcdefABCDEF');
const ipv4OrIpv6 = (text) => {
  const bytes = text.split('.');
  const groups = text.split(':');
  const is4 = bytes.length === 4 && bytes.filter(isByte).length === 4;
  const isWhole = groups.length === 8 && groups.indexOf('') === -1;
  const isShort = text.split('::').length === 2 && groups.length <= 8;
  const is6 = (isWhole || isShort) && groups.filter(isGroup).length === groups.length;
  return is4 || is6 ? text : undefined;
};

const day = (text) => {
  const digits = keep(text, outside(BLANKS + '-/.'));
  const month = makeNumber(digits.slice(4, 6));
  const date = makeNumber(digits.slice(6));
  const year = makeNumber(digits.slice(0, 4));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 ? isLeap ? 29 : 28 : [4, 6, 9, 11].indexOf(month) === -1 ? 31 : 30;
  const isDay = digits.length === 8 && isOnly(digits, DIGITS) && month > 0 && month < 13 && date > 0 && date <= longest;
  return isDay ? digits : undefined;
};

const WORDS_FOR = {female: 'f', male: 'm'};
const oneOf = (allowed) => (text) => {
  const letter = WORDS_FOR.hasOwnProperty(text) ? WORDS_FOR[text] : text;
  return allowed.indexOf(letter) === -1 ? undefined : letter;
};

const pad = (number, width) => ('000' + makeString(number)).slice(-width);
const isoTime = (millis) => {
  const seconds = Math.floor(millis / 1000);
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const civil = [pad(year + era * 400 + (month < 3 ? 1 : 0), 4), pad(month, 2), pad(date, 2)].join('-');
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map((part) => pad(part, 2)).join(':');
  return civil + 'T' + clock + '.' + pad(millis - seconds * 1000, 3) + 'Z';
};

const SIGNS = @signs@;

const stripped = (text) => {
  const around = BLANKS + SIGNS;
  const inner = text.split('').map((letter, at) => around.indexOf(letter) === -1 ? at : -1).filter((at) => at !== -1);
  return inner.length ? text.slice(inner[0], inner[inner.length - 1] + 1) : '';
};

const SEPARATORS = ".,' \u2019\u00a0\u202f";

const isGrouped = (parts) => parts.length > 1 && parts[0].length > 0 && parts[0].length < 4 &&
  parts.slice(1).filter((part) => part.length !== 3).length === 0;

// The number that a text stands for; `1,299` may be two, so it is none.
const amount = (text) => {
  const marked = stripped(text);
  const isNegative = marked.charAt(0) === '-';
  const shown = isNegative ? stripped(marked.slice(1)) : marked;
  const marks = keep(shown, outside(DIGITS));
  const first = marks.charAt(0);
  const last = marks.slice(-1);
  const others = keep(marks, outside(first)).length;
  const parts = shown.split(last || '.');
  const tail = parts.length === 2 ? parts[1].length : 0;
  const hasFraction = marks !== '' && (last === '.' || last === ',') && tail > 0 &&
    (others === 1 && marks.length > 1 || marks.length === 1 && !(last === ',' && tail === 3));
  const whole = hasFraction ? parts[0] : shown;
  const groups = whole.split(first || '.');
  if (!isOnly(marks, SEPARATORS) || others > 1 || shown === '' || whole === '' || groups.length > 1 && !isGrouped(groups)) {
    return undefined;
  }
  if (marks !== '' && !hasFraction && (marks.length === 1 && last === ',' || others === 1)) {
    return undefined;
  }
  const number = makeNumber(keep(whole, among(DIGITS)) + (hasFraction ? '.' + parts[1] : ''));
  return isNegative ? -number : number;
};

const inQuery = (field) => {
  const page = makeString(getEventData('page_location') || '').split('#')[0];
  const query = page.indexOf('?') === -1 ? '' : page.slice(page.indexOf('?') + 1);
  const found = query.split('&').filter((pair) => pair.indexOf(field + '=') === 0)[0];
  return found ? found.slice(field.length + 1) : '';
};

const isClick = (text) => text !== '' && text.length <= 1000 && isOnly(text, DIGITS + LETTERS + '._~-');

const isOfMeta = (text, last) => {
  const parts = text.split('.');
  const isOwn = parts.length === 4 || parts.length === 5 && parts[4].length > 1 && parts[4].length < 9 && isOnly(parts[4], DIGITS + LETTERS + '_-');
  return isOwn && parts[0] === 'fb' && parts[1].length === 1 && parts[2].length > 9 && parts[2].length < 14 &&
    isOnly(parts[1] + parts[2], DIGITS) && parts[3] !== '' && parts[3].length <= 1000 && isOnly(parts[3], last);
};

const isFbc = (text) => isOfMeta(text, DIGITS + LETTERS + '_-');

const isFbp = (text) => isOfMeta(text, DIGITS);

// The ID of a click, from the cookie that keeps it, else from the page's address; in the form that the platform takes.
const clickOf = (kept, field, fits, before) => {
  const cookie = makeString(kept || '');
  const found = fits(cookie) ? cookie : field && inQuery(field) ? before + inQuery(field) : '';
  return fits(found) ? found : undefined;
};
