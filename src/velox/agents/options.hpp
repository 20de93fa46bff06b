// SPDX-License-Identifier: Apache-2.0
// What a user asks of `optimize`, from the command line and from settings. The command line wins over velox.toml, which
// wins over [tool.velox] of pyproject.toml, which wins over the defaults here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/verdict.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::agents {

struct Options {
  std::vector<std::string> targets;
  std::optional<std::string> root;
  std::optional<std::string> workload;
  std::optional<std::string> tests;
  std::optional<std::string> python;
  double budget_s = 60;
  double min_gain = 0.05;
  int units = 16;
  bool every_named_unit = false;   ///< targets are looked at however little time they take
  std::vector<std::string> rules;  ///< empty: all
  std::vector<std::string> disabled_rules;
  model::Assurance assurance = model::Assurance::observed;  ///< the weakest that is accepted
  std::string policy = "auto";
  bool external = true;    ///< programs that the user has installed may be asked: ruff for fixes, formatters
  std::uint64_t seed = 0;  ///< 0: chosen from the clock and recorded
  bool learn = false;      ///< after the run a policy may be trained in the background (background_training.hpp)
  sandbox::BackendChoice sandbox = sandbox::BackendChoice::automatic;
};

/// Which options the command line set; those are not overwritten by a settings file.
struct GivenOnCommandLine {
  bool workload = false, tests = false, python = false, budget = false, min_gain = false, units = false, rules = false,
       assurance = false, policy = false, seed = false, sandbox = false, external = false, learn = false;
};

/// An accepted verdict whose assurance is weaker than the weakest that is accepted becomes inconclusive: an experiment may
/// lower what a candidate claimed.
void hold_to_assurance(model::Assurance weakest, model::Verdict& verdict);

/// "60s", "2m", "1.5h", "90" (seconds). Errors: usage.
Result<double> parse_duration(std::string_view text);
/// "5%", "0.05" -> 0.05. Errors: usage.
Result<double> parse_share(std::string_view text);
Result<model::Assurance> parse_assurance(std::string_view text);

/// Adds what the project's settings say. Errors: invalid, with file, line and the key that is wrong or unknown.
Result<void> add_settings(const fs::path& root, const GivenOnCommandLine& given, Options& options);

}  // namespace velox::agents
