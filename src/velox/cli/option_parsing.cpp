// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/option_parsing.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <chrono>

#include "velox/agents/survey.hpp"
#include "velox/base/text.hpp"

namespace velox::cli {

namespace {

constexpr int kMostUnits = 1000;

std::string check_command(const std::string& text) {
  return text::trim(text).empty() ? "the command is empty: leave the option out to have one found" : "";
}

std::string check_units(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= 1 && value <= kMostUnits) return "";
  return fmt::format("'{}' is not a number of functions to look at: give one from 1 to {}", text, kMostUnits);
}

}  // namespace

void add_survey_arguments(CLI::App& verb, SurveyArguments& arguments) {
  verb.add_option("TARGET", arguments.targets, "A file, a folder, or file.py::Class.method")->required();
  add_survey_options(verb, arguments);
}

void add_survey_options(CLI::App& verb, SurveyArguments& arguments) {
  verb.add_option("--workload", arguments.workload, "A command whose run exercises the target; found when not given")
      ->type_name("CMD")
      ->check(check_command);
  verb.add_option("--tests", arguments.tests, "The project's test command; found when not given")
      ->type_name("CMD")
      ->check(check_command);
  verb.add_option("--python", arguments.python, "The interpreter that runs the project")->type_name("EXE");
  verb.add_option("--root", arguments.root, "The project's folder; found when not given")->type_name("DIR");
  verb.add_option("--budget", arguments.budget, "Time for everything: 60s, 2m (60s)")->type_name("TIME");
  verb.add_option("--units", arguments.units, "At most this many hot units (16)")->type_name("N")->check(check_units);
  verb.add_option("--seed", arguments.seed, "Repeats a run's random choices")->type_name("N");
  verb.add_option("--sandbox", arguments.sandbox, "auto, bwrap, landlock or none")->type_name("KIND");
}

Result<void> check_output(const char* option, const std::string& file) {
  if (file.empty() || file == "-") return {};
  const fs::path path = file;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code ignored;
  if (fs::is_directory(path, ignored))
    return fail(ErrorCode::usage, fmt::format("{} {}: this is a folder", option, file));
  if (!fs::is_directory(folder, ignored))
    return fail(ErrorCode::usage, fmt::format("{} {}: there is no folder {}", option, file, folder.string()));
  if (access(folder.c_str(), W_OK) != 0)
    return fail(ErrorCode::usage, fmt::format("{} {}: {} cannot be written", option, file, folder.string()));
  return {};
}

Result<agents::Options> read_survey_options(const SurveyArguments& arguments, agents::GivenOnCommandLine& given) {
  agents::Options options;
  options.targets = arguments.targets;
  const auto take = [](const std::string& text, std::optional<std::string>& target, bool& flag) {
    if (text.empty()) return;
    target = text;
    flag = true;
  };
  bool root_given = false;
  take(arguments.root, options.root, root_given);
  take(arguments.workload, options.workload, given.workload);
  take(arguments.tests, options.tests, given.tests);
  take(arguments.python, options.python, given.python);
  if (!arguments.budget.empty()) {
    options.budget_s = VX_TRY(agents::parse_duration(arguments.budget));
    given.budget = true;
  }
  if (!arguments.sandbox.empty()) {
    options.sandbox = VX_TRY(sandbox::parse_backend_choice(arguments.sandbox));
    given.sandbox = true;
  }
  if (arguments.units > 0) {
    options.units = arguments.units;
    given.units = true;
  }
  if (arguments.seed > 0) {
    options.seed = arguments.seed;
    given.seed = true;
  }
  return options;
}

Result<agents::Options> finish_options(agents::Options options, const agents::GivenOnCommandLine& given) {
  VX_TRY(agents::add_settings(VX_TRY(agents::find_root(options)), given, options));
  if (options.seed == 0) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    options.seed =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) % 1'000'000'007;
  }
  return options;
}

Result<void> write_document(const std::string& file, std::string_view text) {
  if (file != "-") return write_file_atomic(file, text);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

}  // namespace velox::cli
