// SPDX-License-Identifier: Apache-2.0
// The options that `optimize`, `profile` and `analyze` share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "velox/agents/options.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): as the library spells it
class App;
}

namespace velox::cli {

struct SurveyArguments {
  std::vector<std::string> targets;
  std::string workload, tests, python, root, budget, sandbox;
  int units = 0;
  std::uint64_t seed = 0;
};

/// TARGET..., and the options.
void add_survey_arguments(CLI::App& verb, SurveyArguments& arguments);

/// The options alone, for a verb whose subject is something else.
void add_survey_options(CLI::App& verb, SurveyArguments& arguments);

/// Error usage when a file for results cannot be written, which is better known before the work than after it. Empty and "-"
/// are no files.
Result<void> check_output(const char* option, const std::string& file);

/// Writes a document that was asked for to its file; "-" is stdout. Errors: io.
Result<void> write_document(const std::string& file, std::string_view text);

/// The values that were given, and a note of which were.
Result<agents::Options> read_survey_options(const SurveyArguments& arguments, agents::GivenOnCommandLine& given);

/// Adds the project's settings and chooses a seed if none was given.
Result<agents::Options> finish_options(agents::Options options, const agents::GivenOnCommandLine& given);

}  // namespace velox::cli
