// SPDX-License-Identifier: Apache-2.0
// analyze and profile.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "velox/agents/analyzer.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/live_view.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/summary.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

constexpr std::size_t kShown = 40;

struct Arguments {
  SurveyArguments survey;
  std::string json;
};

Result<void> write_json(const std::string& file, const Json& document) {
  const std::string bytes = json::dump(document, 2) + "\n";
  if (file != "-") return write_file_atomic(file, bytes);
  std::fwrite(bytes.data(), 1, bytes.size(), stdout);
  return {};
}

void print_analysis(const agents::Analysis& analysis, const Style& style) {
  for (const std::string& warning : analysis.warnings) fmt::print("  {} {}\n", style.yellow("!"), warning);
  std::string file;
  std::size_t shown = 0;
  for (const auto& [candidate, line_text] : analysis.opportunities) {
    if (shown++ == kShown) break;
    const std::string gain = analysis.profiled
                                 ? fmt::format("up to {} of the time", show_share(candidate.expected_saving))
                                 : show_factor(candidate.expected_factor) + " on these lines";
    fmt::print("{}  {}  {}  {}\n", style.bold(fmt::format("{}:{}", candidate.file, candidate.line)),
               style.cyan(candidate.strategy), style.green(gain), style.dim(candidate.unit.qualname));
    fmt::print("    {}\n{}", line_text, wrap_text(candidate.why, 4, style.width));
  }
  if (analysis.opportunities.size() > kShown) {
    fmt::print("  and {} more (--json has all)\n", show_count(analysis.opportunities.size() - kShown));
  }
  fmt::print("\n{} in {}, {}, read in {}\n",
             plural(analysis.opportunities.size(), "opportunity") == "1 opportunity"
                 ? "1 opportunity"
                 : show_count(analysis.opportunities.size()) + " opportunities",
             plural(static_cast<std::uint64_t>(analysis.files), "file"),
             plural(static_cast<std::uint64_t>(analysis.units), "function"), show_seconds(analysis.seconds));
  if (!analysis.opportunities.empty()) {
    fmt::print("{}\n", style.dim("nothing was run: `velox optimize` proves which of them are right and faster"));
  }
}

Result<agents::Options> read_options(const Arguments& arguments) {
  agents::GivenOnCommandLine given;
  auto options = VX_TRY(read_survey_options(arguments.survey, given));
  VX_TRY(check_output("--json", arguments.json));
  given.workload = true;  // analyze runs a workload only when one is named on the command line
  return finish_options(std::move(options), given);
}

int run_analyze(const Arguments& arguments, const agents::Installation& installation) {
  const auto options = read_options(arguments);
  if (!options) return report_error(options.error());
  LiveView view(stderr, Style::detect(STDERR_FILENO, true), LiveView::Verbosity::quiet);
  const auto analysis = agents::analyze(*options, installation, view);
  view.finish();
  if (!analysis) return report_error(analysis.error());
  if (arguments.json.empty()) {
    const Style style = Style::detect(STDOUT_FILENO, false);
    print_analysis(*analysis, style);
    const auto is_folder = [](const std::string& target) { return fs::is_directory(target); };
    if (std::ranges::any_of(options->targets, is_folder)) {
      fmt::print("{}\n", style.dim("this lists only what is certain from reading: `velox optimize` also watches the "
                                   "program run, and finds more"));
    }
    return kDone;
  }
  const auto written = write_json(arguments.json, agents::to_json(*analysis));
  return written ? kDone : report_error(written.error());
}

int run_profile(const Arguments& arguments, const agents::Installation& installation) {
  agents::GivenOnCommandLine given;
  auto options = read_survey_options(arguments.survey, given);
  if (options) options = finish_options(std::move(*options), given);
  if (const auto usable = check_output("--json", arguments.json); !usable) return report_error(usable.error());
  if (!options) return report_error(options.error());
  std::FILE* stream = arguments.json == "-" ? stderr : stdout;
  const Style style = Style::detect(fileno(stream), false);
  LiveView view(stream, style, LiveView::Verbosity::normal);
  const auto report = agents::profile_target(*options, installation, view);
  view.finish();
  if (!report) return report_error(report.error());
  if (arguments.json.empty()) return kDone;
  Json document = agents::to_json(*report);
  document["schema"] = "velox.profile/1";
  for (const char* key :
       {"run", "patches", "candidates", "workload_speedup", "placebo", "diff", "applied", "out_of_time"}) {
    document.erase(key);
  }
  const auto written = write_json(arguments.json, document);
  return written ? kDone : report_error(written.error());
}

using Run = int (*)(const Arguments&, const agents::Installation&);

void add(CLI::App& app, Context& context, const char* name, const char* help, Run run) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand(name, help);
  add_survey_arguments(*verb, arguments->survey);
  verb->add_option("--json", arguments->json, "Write the result to a file, or - for stdout")->type_name("FILE");
  verb->callback([&context, arguments, run] {
    context.action = [&context, arguments, run] { return run(*arguments, context.installation); };
  });
}

}  // namespace

void add_analyze(CLI::App& app, Context& context) {
  add(app, context, "analyze", "List opportunities by reading the code; nothing is run or changed", run_analyze);
}

void add_profile(CLI::App& app, Context& context) {
  add(app, context, "profile", "Show where a workload's time goes", run_profile);
}

}  // namespace velox::cli
