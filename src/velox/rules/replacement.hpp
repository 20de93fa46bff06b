// SPDX-License-Identifier: Apache-2.0
// The "after" of a declarative rule: Python text in which the metavariables of a pattern stand for the code that was matched.
//
// Pieces of the file are pasted as they are written there, in parentheses where the place needs them; statements get the
// indentation of those that they replace and the file's own style. Names in the text that are no metavariables are builtins,
// or come from the imports that the rule asks for. Immutable; safe to share between threads.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/pattern.hpp"

namespace velox::rules {

class Replacement {
 public:
  /// `imports`: "from operator import itemgetter". When pattern or text are statements, only whole statements are replaced.
  /// Errors: invalid: no Python, a metavariable that the pattern lacks.
  static Result<Replacement> parse(std::string_view text, const Pattern& pattern, std::vector<std::string> imports);

  /// The edits, or why this place can't have them; an empty reason where the place is no business of the rule.
  std::expected<std::vector<Edit>, std::string> edits(const RuleContext& context, const Match& match) const;

 private:
  struct Render;
  PatternText text_;
  std::vector<std::string> imports_;
  bool expression_ = false;
};

}  // namespace velox::rules
