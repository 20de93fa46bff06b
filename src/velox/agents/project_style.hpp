// SPDX-License-Identifier: Apache-2.0
// Writes candidates as their project writes its code: with the formatter that it configures (black, ruff), where that is
// installed and the file was formatted by it before. What the judge sees is the formatted text. One per run; not thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/external_tool.hpp"
#include "velox/model/candidate.hpp"

namespace velox::agents {

class ProjectStyle {
 public:
  /// Looks for settings from a file's folder up to `root`.
  ProjectStyle(fs::path root, ToolPlaces places);

  /// `after`, a version of `file` whose text was `before`, formatted; as it is where no formatter of the project leaves `before`
  /// as it was, or where the formatter fails.
  std::string format(const std::string& file, const std::string& before, const std::string& after);

  /// The candidate with its result formatted; its edits are then those of whole lines.
  model::Candidate format(const model::Candidate& candidate, const std::string& before);

  /// Why a formatter did not answer, once.
  std::optional<std::string> take_warning();

 private:
  struct Formatter {
    ExternalTool tool;
    std::vector<std::string> arguments;
    fs::path settings;
  };
  const std::optional<Formatter>& formatter_of(const std::string& file, const std::string& before);
  std::vector<Formatter> configured(const std::string& file) const;
  std::optional<std::string> run(const Formatter& formatter, const std::string& text);

  fs::path root_;
  ToolPlaces places_;
  std::map<std::string, std::optional<Formatter>> chosen_;  // by file
  std::optional<std::string> warning_;
  bool warned_ = false;
};

}  // namespace velox::agents
