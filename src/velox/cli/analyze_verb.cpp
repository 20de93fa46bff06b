// SPDX-License-Identifier: Apache-2.0
// analyze and profile.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "velox/agents/analyzer.hpp"
#include "velox/agents/baseline.hpp"
#include "velox/agents/fact_sheet.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/cli/finding_formats.hpp"
#include "velox/cli/live_view.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/summary.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

constexpr std::size_t kShown = 30;
constexpr std::size_t kDiffLines = 12;

struct Arguments {
  SurveyArguments survey;
  std::string json;
  std::string format = "text", baseline, write_baseline;  // of analyze
  bool require_clean = false, facts = false, no_cache = false;
};

Result<void> write_json(const std::string& file, const Json& document) {
  return write_document(file, json::dump(document, 2) + "\n");
}

// The changed lines of a fix, without headers.
void print_fix(const std::string& diff, const Style& style) {
  std::string shown;
  std::size_t lines = 0;
  for (const auto& line : text::split(diff, '\n')) {
    if (line.empty() || line.starts_with("---") || line.starts_with("+++") || line.starts_with("@@")) continue;
    if (lines++ < kDiffLines) shown += line + "\n";
  }
  for (const auto& line : text::split(paint_diff(shown, style), '\n')) {
    if (!line.empty()) fmt::print("      {}\n", line);
  }
  if (lines > kDiffLines) fmt::print("      {}\n", style.dim(fmt::format("and {} more lines", lines - kDiffLines)));
}

void print_left_out(const agents::Analysis& analysis) {
  if (analysis.known > 0)
    fmt::print("{} in the baseline\n", plural(static_cast<std::uint64_t>(analysis.known), "finding"));
  if (analysis.ignored > 0)
    fmt::print("{} ignored by comments\n", plural(static_cast<std::uint64_t>(analysis.ignored), "finding"));
}

void print_analysis(const agents::Analysis& analysis, const Style& style) {
  for (const std::string& warning : analysis.warnings) fmt::print("  {} {}\n", style.yellow("!"), warning);
  std::string file;
  std::size_t shown = 0;
  for (const auto& [candidate, line_text, fingerprint, diff] : analysis.opportunities) {
    if (shown++ == kShown) break;
    const std::string gain = analysis.profiled
                                 ? fmt::format("up to {} of the time", show_share(candidate.expected_saving))
                                 : show_factor(candidate.expected_factor) + " on these lines";
    fmt::print("{}  {}  {}  {}\n", style.bold(fmt::format("{}:{}", candidate.file, candidate.line)),
               style.cyan(candidate.strategy), style.green(gain), style.dim(candidate.unit.qualname));
    fmt::print("{}", wrap_text(candidate.why, 4, style.width));
    print_fix(diff, style);
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
  print_left_out(analysis);
  if (!analysis.opportunities.empty()) {
    fmt::print("{}\n", style.dim("nothing was run: `velox optimize` proves which of them are right and faster"));
  }
}

Result<agents::Options> read_options(const Arguments& arguments) {
  agents::GivenOnCommandLine given;
  auto options = VX_TRY(read_survey_options(arguments.survey, given));
  VX_TRY(check_output("--json", arguments.json));
  VX_TRY(check_output("--write-baseline", arguments.write_baseline));
  if (arguments.format != "text" && !arguments.json.empty())
    return fail(ErrorCode::usage, "--json FILE and --format say two things", "Leave one out.");
  given.workload = true;  // analyze runs a workload only when one is named on the command line
  return finish_options(std::move(options), given);
}

void print_sheet(const agents::FactSheet& sheet, const Style& style) {
  fmt::print("{}  line {}  {}\n", style.bold(sheet.unit.text()), sheet.line,
             sheet.pure ? "pure" : style.dim("not pure: " + sheet.why_not_pure));
  for (const auto& name : sheet.names) {
    std::string notes;
    if (name.changed) notes += ", may change here";
    if (name.escapes) notes += ", may leave the function";
    if (name.captured) notes += ", used by nested code";
    const std::string type = name.type.empty() ? style.dim("type unknown")
                                               : fmt::format("{} ({}{})", name.type, name.certainty,
                                                             name.because.empty() ? "" : ": " + name.because);
    fmt::print("  {}  {}  {}{}\n", style.cyan(fit(name.name, 20)), fit(name.kind, 9), type, notes);
  }
  for (const auto& call : sheet.calls) {
    const std::string where = fmt::format(
        "line {}{}", call.line,
        call.loops > 0 ? fmt::format(", in {}", plural(static_cast<std::uint64_t>(call.loops), "loop")) : "");
    fmt::print("  {}  {}  {}\n", fit(call.code, 40), fit(where, 20), call.effects);
  }
}

int show_facts(const Arguments& arguments, const agents::Options& options) {
  const auto sheets = agents::fact_sheets(options);
  if (!sheets) return report_error(sheets.error());
  if (!arguments.json.empty() || arguments.format == "json") {
    const auto written = write_json(arguments.json.empty() ? "-" : arguments.json, agents::to_json(*sheets));
    return written ? kDone : report_error(written.error());
  }
  const Style style = Style::detect(STDOUT_FILENO, false);
  for (const auto& sheet : *sheets) print_sheet(sheet, style);
  return kDone;
}

Result<void> compare_with_baseline(const Arguments& arguments, agents::Analysis& analysis) {
  if (!arguments.write_baseline.empty())
    VX_TRY(agents::write_baseline(arguments.write_baseline, analysis.opportunities));
  if (!arguments.baseline.empty())
    analysis.known = VX_TRY(agents::leave_out_known(arguments.baseline, analysis.opportunities));
  return {};
}

Result<void> show(const Arguments& arguments, const agents::Options& options, const agents::Analysis& analysis) {
  if (!arguments.json.empty()) return write_json(arguments.json, agents::to_json(analysis));
  if (arguments.format == "json") return write_json("-", agents::to_json(analysis));
  if (arguments.format == "gitlab") return write_json("-", gitlab(analysis));
  if (arguments.format == "sarif") return write_json("-", sarif(analysis, VX_TRY(agents::catalogue_of(analysis.root))));
  if (arguments.format == "github") {
    fmt::print("{}", github(analysis));
    return {};
  }
  const Style style = Style::detect(STDOUT_FILENO, false);
  print_analysis(analysis, style);
  const auto is_folder = [](const std::string& target) { return fs::is_directory(target); };
  if (std::ranges::any_of(options.targets, is_folder)) {
    fmt::print("{}\n", style.dim("this lists only what is certain from reading: `velox optimize` also watches the "
                                 "program run, and finds more"));
  }
  return {};
}

int run_analyze(const Arguments& arguments, const agents::Installation& installation) {
  const auto options = read_options(arguments);
  if (!options) return report_error(options.error());
  if (arguments.facts) return show_facts(arguments, *options);
  LiveView view(stderr, Style::detect(STDERR_FILENO, true), LiveView::Verbosity::quiet);
  const auto caching = arguments.no_cache ? agents::Caching::no : agents::Caching::yes;
  auto analysis = agents::analyze(*options, caching, installation, view);
  view.finish();
  if (!analysis) return report_error(analysis.error());
  if (auto done = compare_with_baseline(arguments, *analysis); !done) return report_error(done.error());
  if (auto shown = show(arguments, *options, *analysis); !shown) return report_error(shown.error());
  return arguments.require_clean && !analysis->opportunities.empty() ? kNoGain : kDone;
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
       {"run", "policy", "patches", "candidates", "workload_speedup", "placebo", "diff", "applied", "out_of_time"}) {
    document.erase(key);
  }
  const auto written = write_json(arguments.json, document);
  return written ? kDone : report_error(written.error());
}

using Run = int (*)(const Arguments&, const agents::Installation&);

std::shared_ptr<Arguments> add(CLI::App& app, Context& context, const char* name, const char* help, Run run) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand(name, help);
  add_survey_arguments(*verb, arguments->survey);
  verb->add_option("--json", arguments->json, "Write the result to a file, or - for stdout")->type_name("FILE");
  verb->callback([&context, arguments, run] {
    context.action = [&context, arguments, run] { return run(*arguments, context.installation); };
  });
  return arguments;
}

}  // namespace

void add_analyze(CLI::App& app, Context& context) {
  const auto arguments =
      add(app, context, "analyze", "List opportunities by reading the code; nothing is run or changed", run_analyze);
  CLI::App* verb = app.get_subcommand("analyze");
  verb->add_option("--format", arguments->format, "How to print: text, json, sarif, github or gitlab")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab"}));
  verb->add_option("--baseline", arguments->baseline, "Tell only what this file does not know")->type_name("FILE");
  verb->add_option("--write-baseline", arguments->write_baseline, "Note all findings as known")->type_name("FILE");
  verb->add_flag("--no-cache", arguments->no_cache, "Read every file again, and keep nothing for the next time");
  verb->add_flag("--facts", arguments->facts, "Print what is known about the names and calls of FILE.py::NAME");
  verb->add_flag("--require-clean", arguments->require_clean, "Exit with 3 when something is told");
}

void add_profile(CLI::App& app, Context& context) {
  add(app, context, "profile", "Show where a workload's time goes", run_profile);
}

}  // namespace velox::cli
