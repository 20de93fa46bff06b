// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

#include "velox/agents/background_training.hpp"
#include "velox/agents/optimizer.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/cli/live_view.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/summary.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  SurveyArguments survey;
  std::string min_gain, assurance, policy;
  std::string rules;
  std::string json, patch;
  bool apply = false, require_gain = false, quiet = false, no_external = false, learn = false, no_learn = false;
};

Result<agents::Options> read_options(const Arguments& arguments, agents::GivenOnCommandLine& given) {
  agents::Options options = VX_TRY(read_survey_options(arguments.survey, given));
  VX_TRY(check_output("--json", arguments.json));
  VX_TRY(check_output("--patch", arguments.patch));
  if (!arguments.min_gain.empty()) {
    options.min_gain = VX_TRY(agents::parse_share(arguments.min_gain));
    given.min_gain = true;
  }
  if (!arguments.assurance.empty()) {
    options.assurance = VX_TRY(agents::parse_assurance(arguments.assurance));
    given.assurance = true;
  }
  if (!arguments.policy.empty()) {
    options.policy = arguments.policy;
    given.policy = true;
  }
  for (const std::string& id : text::split(arguments.rules, ',')) {
    if (!text::trim(id).empty()) options.rules.emplace_back(text::trim(id));
  }
  given.rules = !options.rules.empty();
  if (arguments.no_external) {
    options.external = false;
    given.external = true;
  }
  if (arguments.learn || arguments.no_learn) {
    options.learn = !arguments.no_learn;
    given.learn = true;
  }
  return finish_options(std::move(options), given);
}

Result<void> write_results(const Arguments& arguments, const agents::Report& report) {
  if (!arguments.patch.empty()) {
    VX_TRY(write_file_atomic(arguments.patch, report.combined_diff));
  }
  if (arguments.json.empty()) return {};
  return write_document(arguments.json, json::dump(agents::to_json(report), 2) + "\n");
}

int run_optimize(const Arguments& arguments, const agents::Installation& installation) {
  agents::GivenOnCommandLine given;
  const auto options = read_options(arguments, given);
  if (!options) return report_error(options.error());
  // With JSON on stdout, what people read goes to stderr.
  std::FILE* stream = arguments.json == "-" ? stderr : stdout;
  const Style style = Style::detect(fileno(stream), arguments.quiet);
  LiveView view(stream, style, arguments.quiet ? LiveView::Verbosity::quiet : LiveView::Verbosity::normal);
  auto report = agents::optimize(*options, installation,
                                 arguments.apply ? agents::ApplyPatches::yes : agents::ApplyPatches::no, view);
  view.finish();
  if (!report) return report_error(report.error());
  if (const auto written = write_results(arguments, *report); !written) return report_error(written.error());
  fmt::print(stream, "{}", arguments.quiet ? quiet_line(*report) : closing_block(*report, style));
  if (options->learn && agents::train_in_background(report->root) && !arguments.quiet)
    fmt::print(stream, "  a policy is being trained in the background · velox learn status\n");
  return arguments.require_gain && report->patches.empty() ? kNoGain : kDone;
}

}  // namespace

void add_optimize(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("optimize", "Find, rewrite and prove: the whole journey to a verified patch");
  add_survey_arguments(*verb, arguments->survey);
  verb->add_option("--min-gain", arguments->min_gain, "Smaller gains of a unit are not worth a patch (5%)")
      ->type_name("SHARE");
  verb->add_option("--rules", arguments->rules, "Only these rules, comma-separated (`velox rules` lists them)")
      ->type_name("ID,...");
  verb->add_option("--assurance", arguments->assurance, "Weakest assurance to accept: proven, tested or observed")
      ->type_name("LEVEL");
  verb->add_option("--policy", arguments->policy,
                   "What chooses the next rewrite: auto, expected, catalogue, random, greedy, bandit, dqn, or a "
                   "trained policy's name")
      ->type_name("NAME");
  verb->add_flag("--no-external", arguments->no_external, "Ask no other program: no fixes of ruff, no formatter");
  verb->add_flag("--learn", arguments->learn,
                 "Train a policy in the background after the run, once there are enough new sessions (off)");
  verb->add_flag("--no-learn", arguments->no_learn, "Train nothing, whatever the settings say");
  verb->add_option("--json", arguments->json, "Write the velox.optimize/1 document to a file, or - for stdout")
      ->type_name("FILE");
  verb->add_option("--patch", arguments->patch, "Write all accepted changes as one unified diff")->type_name("FILE");
  verb->add_flag("--apply", arguments->apply, "Put the accepted changes into the files");
  verb->add_flag("--require-gain", arguments->require_gain, "Exit with 3 when nothing was gained");
  verb->add_flag("-q,--quiet", arguments->quiet, "One line at the end");
  verb->callback([&context, arguments] {
    context.action = [&context, arguments] { return run_optimize(*arguments, context.installation); };
  });
}

}  // namespace velox::cli
