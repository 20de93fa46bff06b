// SPDX-License-Identifier: Apache-2.0
// The fixes of ruff as one more strategy: where it is installed, those of its rules that were measured to make code faster propose
// candidates, named "ruff:PERF401". They are judged like all others. One per run; not thread-safe.
//
// Limits: a fix is taken as ruff makes it, from the text alone and with no facts, so that it is `tested` at most. Settings of the
// project do not count here (--isolated); its `# noqa` comments do.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/external_tool.hpp"
#include "velox/model/candidate.hpp"
#include "velox/rules/rule.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// "ruff:CODE" of a rule that is asked for.
bool is_ruff_strategy(const std::string& id);

/// ruff's answer (`--output-format json`) as candidates for a unit: the fixes of rules that are asked for and lie in it. Fixes that
/// are only to be shown, and those whose places are not in the text, are left out. Errors: invalid, when it is no such answer.
Result<std::vector<model::Candidate>> read_ruff_answer(const std::string& answer, const source::ParsedModule& module,
                                                       const model::Unit& unit);

class Ruff {
 public:
  /// nullopt where it is not installed. `disabled`: strategies that are not wanted.
  static std::optional<Ruff> find(const ToolPlaces& places, std::vector<std::string> disabled);

  /// Candidates for a unit of `module`, ids and all but the expected saving. Asked once for each text. After a failure it gives none.
  std::vector<model::Candidate> propose(const source::ParsedModule& module, const model::Unit& unit,
                                        rules::PythonVersion python);

  /// Why it did not answer, once.
  std::optional<std::string> take_warning();

 private:
  Ruff(ExternalTool tool, std::vector<std::string> disabled) : tool_(std::move(tool)), disabled_(std::move(disabled)) {}
  void fail_for_good(const Error& error);

  ExternalTool tool_;
  std::vector<std::string> disabled_;
  std::map<std::string, std::string> answers_;  // by hash of the text
  std::optional<std::string> warning_;
  bool failed_ = false;
};

}  // namespace velox::agents
