/**
 * Who is asked what: the twin of app/surveys/rules.py, held to tests/vectors/rules.json.
 * Answers are canonical: a code, a list of codes, a whole number, an ISO date or text.
 */

/** Whether there is an answer: nothing, an empty text and an empty list are none. */
const isAnswered = (answer) => answer !== undefined && answer !== null && answer.length !== 0;

/** The answer itself; a question called "constructor" has none unless one was given. */
const answerTo = (id, answers) =>
  Object.prototype.hasOwnProperty.call(answers, id) ? answers[id] : undefined;

const givenCodes = (answer) => [].concat(answer).filter((each) => typeof each === "string");
const meets = (answer, codes) => givenCodes(answer).some((code) => codes.includes(code));

function holdsFor(condition, answer) {
  if ("answered" in condition) return isAnswered(answer) === condition.answered;
  if (!isAnswered(answer)) return false;
  if ("is" in condition) return typeof answer === "string" && condition.is.includes(answer);
  if ("is_not" in condition) return !meets(answer, condition.is_not);
  if ("includes" in condition) return Array.isArray(answer) && meets(answer, condition.includes);
  if (!Number.isInteger(answer)) return false;
  return "at_least" in condition ? answer >= condition.at_least : answer <= condition.at_most;
}

/** Whether a rule holds for the answers given so far. */
export function holds(rule, answers) {
  if (rule.all) return rule.all.every((each) => holds(each, answers));
  if (rule.any) return rule.any.some((each) => holds(each, answers));
  if (rule.not) return !holds(rule.not, answers);
  return holdsFor(rule, answerTo(rule.question, answers));
}

/** The questions that are asked, in order: only the answers to questions themselves asked count. */
export function asked(questions, answers) {
  const counted = {};
  return questions.filter((question) => {
    if (question.ask_if && !holds(question.ask_if, counted)) return false;
    const answer = answerTo(question.id, answers);
    if (answer !== undefined) counted[question.id] = answer;
    return true;
  });
}
