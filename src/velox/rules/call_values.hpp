// SPDX-License-Identifier: Apache-2.0
// What is known about the value of a call, for the rules that keep it in a local: which calls are worth it and give the same
// value each time, whether that value may be shared, and what to call it. Pure functions.
#pragma once

#include <string>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

enum class CallKind {
  none,      ///< not known, or too cheap to keep
  collects,  ///< set, frozenset, sorted, list, tuple
  folds,     ///< sum, min, max, any, all
  text,      ///< a method of a str that gives another str, or parts of it
  user       ///< a pure function of this module
};
CallKind kind_of(const RuleContext& context, const Call& call);
/// The one `def` of this module that the called name stands for; null otherwise.
Node definition_of(const RuleContext& context, const Call& call);

/// Nobody can change the value, so that one may stand for many.
bool immutable_result(const RuleContext& context, const Call& call, CallKind kind);
/// The construct around the call looks at its value and neither keeps nor changes it.
bool only_looked_at(const RuleContext& context, Node node);
/// A method of a str that surely does not raise with these arguments.
bool text_cannot_raise(const RuleContext& context, const Call& call);

/// A name for the value: "name_lower" of `self.name.lower()`, "distance" of `get_distance(a)`.
std::string name_for(const Call& call, CallKind kind);

}  // namespace velox::rules
