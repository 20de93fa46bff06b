// SPDX-License-Identifier: Apache-2.0
// A unit before and after a change that is held to be right and faster: what rules are learned from. Immutable; safe to share between
// threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

struct Example {
  std::string origin;         ///< where it is from, for people
  std::string before, after;  ///< a module each: imports, and one function of the same name
  double gain = 0;            ///< log speed-up that was measured; 0: not measured
  std::string strategy = {};  ///< what made the change ("a + b" for a sequence); empty: a person
};

/// One version of an example, parsed.
class ExampleSide {
 public:
  /// Errors: invalid: a syntax error, or no function.
  static Result<ExampleSide> parse(const std::string& text);
  const source::ParsedModule& module() const { return *module_; }
  const Facts& facts() const { return *facts_; }
  const model::Unit& unit() const { return module_->units().front(); }
  Node definition() const { return module_->definition(unit()); }
  RuleContext context() const { return {*module_, *facts_, unit(), definition(), nullptr, nullptr, {}}; }

 private:
  std::shared_ptr<const source::ParsedModule> module_;
  std::shared_ptr<const Facts> facts_;
};

struct ParsedExample {
  Example text;
  ExampleSide before, after;
  /// Errors: as ExampleSide::parse.
  static Result<ParsedExample> parse(Example example);
};

/// A piece of both versions: one expression each, or statements that follow each other.
struct Change {
  std::vector<Node> before, after;
};

/// The pieces that hold everything that differs, from the smallest outwards; none when nothing differs.
std::vector<Change> changes_of(const ParsedExample& example);

/// The functions are the same code but for names that were made up, each of which has one counterpart, and for how a library's function is
/// imported. Brackets and commas don't count.
bool alike(const ExampleSide& a, const ExampleSide& b);

/// The unit after a rule was applied to the example's first version again and again (at most kMostTimes times); the text as it was when it
/// does not fit.
std::string rewritten(const Rule& rule, const ExampleSide& side);
inline constexpr int kMostTimes = 8;

}  // namespace velox::rules
