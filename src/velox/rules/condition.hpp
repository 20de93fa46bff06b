// SPDX-License-Identifier: Apache-2.0
// What has to hold of a match before a declarative rule may rewrite it. One line of a page:
//
//   - type($d): dict, list         the exact class, by the facts; also names of groups, see below
//   - element($xs): int            the class of every element
//   - hashable($x)                 by value, with hash and equality that agree
//   - pure($e)                     evaluating it does nothing but give a value
//   - total($e)                    pure, and cannot raise
//   - invariant($e)                has the same value all through the match, and is pure
//   - unchanged($xs)               nothing in the match changes the object
//   - local($x)                    what the match leaves in the variable is not read afterwards
//   - unread($x)                   nor is it read in the match
//   - kept($x, $body)             the statements, one at least, neither bind the variable nor continue the loop
//   - confined($x)                 the function mentions the name in the match only
//   - private($x)                  a constant, or a variable that no other code can bind
//   - natural($n)                  never negative: a literal, a length, the variable of a loop over range()
//   - nonzero($n)                  a literal, or a name that is bound once to one, other than 0
//   - ordered($xs)                 the elements have a total order; assumed where their class does not say so
//   - size($xs): 8                 not when the sizes that were seen, or numbers that are written, are smaller
//   - builtin($f): str, int        one of these builtins or library functions
//   - constant($e), literal($s), single($s), name($x), path($e), nonnegative($n)   what is written there
//   - constants($a, $rest)         nothing but constants
//   - stepwise($a, $rest)          a set display of these adds one after the other, as a set of a list of them does
//   - textual($p)                 a text in which a regular expression sees nothing special
//   - verbatim($q)                a text without backslashes
//   - closed($e)                   no lambda and no generator in it, which could look at variables later
//   - differs($a, $b), absent($x, $e)     other code; the name does not occur
//   - tested, discarded, asked, affirmed, looped
//                                  how the value is used: only for its truth, not at all, by `in`, no operand of `not`; in a loop
//   - loaded                       it is read, not assigned to or deleted
//   - imports: numpy               the file imports this library
//   - elsewhere($x)                the match is not what the variable is given
//   - claims: tested               the most that the rewrite may claim
//   - assumes: words with $x       an assumption, listed with the patch
//
// A fact that is missing is a refusal with its reason; `type?($d): dict` says nothing instead, and so do those about what is
// written. Groups: scalars, integers, numbers, texts, sets, dicts, sequences, reiterables.
// Immutable; safe to share between threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/pattern.hpp"

namespace velox::rules {

class Condition {
 public:
  /// `line`: without the leading "- ". Errors: invalid: no such condition, metavariable, class, or number of arguments.
  static Result<Condition> parse(std::string_view line, const std::vector<std::string>& variables);

  struct Answer {
    bool holds = true;
    std::string reason;  ///< for a refusal; empty when the place is no business of the rule
  };
  /// What the condition rests on goes into the claim.
  Answer check(const RuleContext& context, const Match& match, Claim& claim) const;

 private:
  struct Kind;
  static const std::vector<Kind>& kinds();
  const Kind* kind_ = nullptr;
  bool quiet_ = false;
  std::vector<std::string> arguments_, words_;
  std::string sentence_;
};

/// `text` with each `$x` as the match has it, quoted. Unknown metavariables stay as they are.
std::string with_code(std::string_view text, const Match& match);

}  // namespace velox::rules
