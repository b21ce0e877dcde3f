// scenario: The event goes out with the token of the secret, and says so without personal data
runCode(tag);
assertThat(sent.length).isEqualTo(2);
assertThat(sent[0].url).isEqualTo('https://secretmanager.googleapis.com/v1/projects/shop/secrets/token/versions/latest:access');
assertThat(sent[1].url).isEqualTo(@URL@);
assertThat(JSON.parse(sent[1].body)).isEqualTo(@BODY@);
assertThat(lines).isEqualTo(['[govern] @LABEL@ @EVENT@: sent with status 200 at attempt 1']);
assertApi('gtmOnSuccess').wasCalled();
assertApi('gtmOnFailure').wasNotCalled();
// scenario: A token that is known is not asked for again
runCode(tag);
runCode(tag);
assertThat(sent.length).isEqualTo(3);
// scenario: Without a token nothing goes out, and the tag fails
secret = {statusCode: 404, body: ''};
runCode(tag);
assertThat(sent.length).isEqualTo(1);
assertThat(lines).isEqualTo(['[govern] @LABEL@ @EVENT@: not sent, there is no token: the secret was answered with status 404']);
assertApi('gtmOnFailure').wasCalled();
assertApi('gtmOnSuccess').wasNotCalled();
// scenario: An empty secret is no token
secret = {statusCode: 200, body: JSON.stringify({payload: {data: ''}})};
runCode(tag);
assertThat(sent.length).isEqualTo(1);
assertApi('gtmOnFailure').wasCalled();
// scenario: Without consent nothing goes out, not even to the secrets
event['x-ga-gcd'] = '13q3t3t3t5l1';
runCode(tag);
assertThat(sent).isEqualTo([]);
assertThat(lines).isEqualTo(['[govern] @LABEL@ @EVENT@: not sent, no consent to ad_storage']);
assertApi('gtmOnSuccess').wasCalled();
// scenario: A choice that nobody made is no consent, unless the tag says that nobody is asked
event['x-ga-gcd'] = undefined;
runCode(tag);
assertThat(sent).isEqualTo([]);
tag.unsetConsent = 'granted';
runCode(tag);
assertThat(sent.length).isEqualTo(2);
// scenario: A platform that is busy is asked three times and no more
answer = {statusCode: 503, body: ''};
runCode(tag);
assertThat(sent.length).isEqualTo(4);
assertThat(lines).isEqualTo(['[govern] @LABEL@ @EVENT@: refused with status 503 at attempt 3']);
assertApi('gtmOnFailure').wasCalled();
// scenario: What is refused is not tried again, and a refused token is forgotten
answer = {statusCode: 401, body: ''};
runCode(tag);
assertThat(sent.length).isEqualTo(2);
assertThat(stored).isEqualTo({});
assertApi('gtmOnFailure').wasCalled();
// scenario: Without an account nothing goes out
tag.accountId = '';
runCode(tag);
assertThat(sent).isEqualTo([]);
assertApi('gtmOnFailure').wasCalled();
