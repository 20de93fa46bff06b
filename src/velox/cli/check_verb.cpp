// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include "velox/agents/check.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/live_view.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/summary.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  SurveyArguments survey;  // `targets`: ORIGINAL CANDIDATE, or BASE..HEAD
  std::string patch, min_gain, assurance, json;
  bool quiet = false;
};

Result<agents::ChangeSource> source_of(const Arguments& arguments) {
  const auto& given = arguments.survey.targets;
  const auto root = arguments.survey.root.empty() ? std::optional<fs::path>() : fs::path(arguments.survey.root);
  if (!arguments.patch.empty()) {
    if (!given.empty()) return fail(ErrorCode::usage, "--patch stands alone: what the patch is made for is in --root");
    return agents::change_from_patch(arguments.patch, fs::absolute(root.value_or(".")).lexically_normal());
  }
  if (given.size() == 2) return agents::change_from_paths(given[0], given[1], root);
  if (given.size() == 1 && given[0].find("..") != std::string::npos && !fs::exists(given[0]))
    return agents::change_from_commits(given[0], fs::absolute(root.value_or(".")));
  return fail(ErrorCode::usage, "what is to be checked is missing",
              "Give ORIGINAL and CANDIDATE (two files or folders), --patch FILE, or BASE..HEAD.");
}

Result<agents::Options> read_options(const Arguments& arguments, const agents::ChangeSource& source) {
  agents::GivenOnCommandLine given;
  SurveyArguments survey = arguments.survey;
  survey.targets = {source.root.string()};
  survey.root = source.root.string();
  agents::Options options = VX_TRY(read_survey_options(survey, given));
  if (!arguments.min_gain.empty()) {
    options.min_gain = VX_TRY(agents::parse_share(arguments.min_gain));
    given.min_gain = true;
  }
  if (!arguments.assurance.empty()) {
    options.assurance = VX_TRY(agents::parse_assurance(arguments.assurance));
    given.assurance = true;
  }
  return finish_options(std::move(options), given);
}

std::string verdict_line(const agents::CheckReport& report, const Style& style) {
  const auto& verdict = report.judged.verdict;
  const std::string word = model::to_string(verdict.kind);
  return verdict.accepted() ? style.green("✔ " + word) : style.red("✘ " + word);
}

std::string closing(const agents::CheckReport& report, const Style& style) {
  const auto& judged = report.judged;
  std::string out = "\n";
  if (judged.whole) out += fmt::format("  {}  {}\n", style.bold("workload"), judged.whole->reason);
  out += fmt::format("  {}  {}\n", verdict_line(report, style), judged.verdict.reason);
  out += fmt::format("    {}\n", style.dim(equivalence_text(judged.verdict)));
  for (const std::string& assumption : judged.verdict.assumptions)
    out += wrap_text("assumes: " + assumption, 4, style.width);
  out += fmt::format("  {} of {} used · nothing was changed\n", show_seconds(report.survey.elapsed_s),
                     show_seconds(report.survey.budget_s));
  return out;
}

int run_check(const Arguments& arguments, const agents::Installation& installation) {
  const auto source = source_of(arguments);
  if (!source) return report_error(source.error());
  const auto options = read_options(arguments, *source);
  if (!options) return report_error(options.error());
  if (const auto usable = check_output("--json", arguments.json); !usable) return report_error(usable.error());
  std::FILE* stream = arguments.json == "-" ? stderr : stdout;
  const Style style = Style::detect(fileno(stream), arguments.quiet);
  LiveView view(stream, style, arguments.quiet ? LiveView::Verbosity::quiet : LiveView::Verbosity::normal);
  const auto report = agents::check(*options, *source, installation, view);
  view.finish();
  if (!report) return report_error(report.error());
  if (!arguments.json.empty()) {
    const auto written = write_document(arguments.json, json::dump(agents::to_json(*report), 2) + "\n");
    if (!written) return report_error(written.error());
  }
  if (arguments.quiet) {
    fmt::print(stream, "{}: {}: {}\n", report->survey.target, model::to_string(report->judged.verdict.kind),
               report->judged.verdict.reason);
  } else {
    fmt::print(stream, "{}", closing(*report, style));
  }
  return report->judged.verdict.accepted() ? kDone : kRefused;
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("check", "Judge a change that anyone made: same behaviour, and faster?");
  verb->add_option("CHANGE", arguments->survey.targets,
                   "ORIGINAL and CANDIDATE (two files or two folders), or BASE..HEAD of a git repository")
      ->expected(0, 2);
  verb->add_option("--patch", arguments->patch, "A unified diff against the project (--root)")->type_name("FILE");
  add_survey_options(*verb, arguments->survey);
  verb->add_option("--min-gain", arguments->min_gain, "Smaller gains are not worth a change (5%)")->type_name("SHARE");
  verb->add_option("--assurance", arguments->assurance, "Weakest assurance to accept: tested or observed")
      ->type_name("LEVEL");
  verb->add_option("--json", arguments->json, "Write the velox.check/1 document to a file, or - for stdout")
      ->type_name("FILE");
  verb->add_flag("-q,--quiet", arguments->quiet, "One line at the end");
  verb->footer("Exit codes: 0 accepted, 4 refused, 1 it could not be judged, 2 usage");
  verb->callback([&context, arguments] {
    context.action = [&context, arguments] { return run_check(*arguments, context.installation); };
  });
}

}  // namespace velox::cli
