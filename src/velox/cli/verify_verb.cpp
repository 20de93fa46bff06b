// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include "velox/agents/verify.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/live_view.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/summary.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  std::string bundle, python, budget, min_gain, sandbox, json;
  std::uint64_t seed = 0;
  bool quiet = false;
};

Result<agents::VerifyOptions> read_options(const Arguments& arguments) {
  agents::VerifyOptions options;
  options.bundle = arguments.bundle;
  if (!arguments.python.empty()) options.python = arguments.python;
  if (!arguments.budget.empty()) options.budget_s = VX_TRY(agents::parse_duration(arguments.budget));
  if (!arguments.min_gain.empty()) options.min_gain = VX_TRY(agents::parse_share(arguments.min_gain));
  if (!arguments.sandbox.empty()) options.sandbox = VX_TRY(sandbox::parse_backend_choice(arguments.sandbox));
  if (arguments.seed > 0) options.seed = arguments.seed;
  return options;
}

std::string word_for(const agents::VerifyReport& report, const Style& style) {
  if (report.undecided()) return style.yellow("? undecided");
  return report.holds() ? style.green("✔ holds here") : style.red("✘ does not hold here");
}

std::string side_line(const char* where, const model::Verdict& verdict, const std::string& python,
                      const std::string& machine, const Style& style) {
  const std::string figure = verdict.confirmed ? show_speedup(*verdict.confirmed) : verdict.reason;
  return fmt::format("  {}  {}  {}\n", style.bold(where), figure, style.dim("CPython " + python + " · " + machine));
}

std::string closing(const agents::VerifyReport& report, const Style& style) {
  std::string out = "\n";
  out += side_line("there", report.there, report.python_there, report.machine_there, style);
  out += side_line("here ", report.here, report.python_here, report.machine_here, style);
  out += fmt::format("  {}  {}\n", word_for(report, style), report.here.reason);
  out += fmt::format("    {}\n", style.dim(equivalence_text(report.here)));
  for (const std::string& assumption : report.here.assumptions)
    out += wrap_text("assumes: " + assumption, 4, style.width);
  if (report.undecided()) out += "  velox verify with a longer --budget, on a quieter machine\n";
  return out;
}

int exit_code(const agents::VerifyReport& report) {
  if (report.undecided()) return kFailed;
  return report.holds() ? kDone : kRefused;
}

Result<void> write_json(const std::string& file, const agents::VerifyReport& report) {
  if (file.empty()) return {};
  return write_document(file, json::dump(agents::to_json(report), 2) + "\n");
}

int run_verify(const Arguments& arguments, const agents::Installation& installation) {
  const auto options = read_options(arguments);
  if (!options) return report_error(options.error());
  if (const auto usable = check_output("--json", arguments.json); !usable) return report_error(usable.error());
  std::FILE* stream = arguments.json == "-" ? stderr : stdout;
  const Style style = Style::detect(fileno(stream), arguments.quiet);
  LiveView view(stream, style, arguments.quiet ? LiveView::Verbosity::quiet : LiveView::Verbosity::normal);
  const auto report = agents::verify(*options, installation, view);
  view.finish();
  if (!report) return report_error(report.error());
  if (const auto written = write_json(arguments.json, *report); !written) return report_error(written.error());
  if (arguments.quiet)
    fmt::print(stream, "{}: {}: {}\n", report->patch, word_for(*report, style), report->here.reason);
  else
    fmt::print(stream, "{}", closing(*report, style));
  return exit_code(*report);
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("verify", "Judge an evidence bundle again: does its verdict hold here?");
  verb->add_option("DIR", arguments->bundle, "A folder that `velox show ID --bundle DIR` wrote")->required();
  verb->add_option("--python", arguments->python, "The interpreter that runs the project")->type_name("EXE");
  verb->add_option("--budget", arguments->budget, "Time for everything: 60s, 2m (60s)")->type_name("TIME");
  verb->add_option("--min-gain", arguments->min_gain, "Smaller gains do not count (as in the bundle)")
      ->type_name("SHARE");
  verb->add_option("--seed", arguments->seed, "Other random choices than the bundle's")->type_name("N");
  verb->add_option("--sandbox", arguments->sandbox, "auto, bwrap or landlock; a bundle is never run without one")
      ->type_name("KIND");
  verb->add_option("--json", arguments->json, "Write the velox.verify/1 document to a file, or - for stdout")
      ->type_name("FILE");
  verb->add_flag("-q,--quiet", arguments->quiet, "One line at the end");
  verb->footer("Exit codes: 0 the verdict holds here, 4 it does not, 1 it could not be judged, 2 usage");
  verb->callback([&context, arguments] {
    context.action = [&context, arguments] { return run_verify(*arguments, context.installation); };
  });
}

}  // namespace velox::cli
