// SPDX-License-Identifier: Apache-2.0
// learn collect: what every rewrite brings and costs on many programs, recorded once.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "velox/agents/collector.hpp"
#include "velox/agents/outcome_recorder.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/learn_verbs.hpp"
#include "velox/cli/live_view.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

constexpr const char* kBudget = "5m";
constexpr int kNameColumns = 34;

struct Arguments {
  std::vector<std::string> programs;
  std::string below, library, workload, tests, python, sandbox, out, slice, json;
  std::string budget = kBudget;
  int depth = agents::kDeepest;
  int units = 0;
  std::uint64_t seed = 0;
  bool no_external = false;
};

/// A line for each program, and below them what is being tried.
class CollectView final : public agents::CollectObserver {
 public:
  CollectView(std::FILE* stream, const Style& style) : style_(style), line_(stream, style) {}

  void program_started(const std::string& name, std::size_t number, std::size_t count) override {
    number_ = number;
    count_ = count;
    name_ = name;
    show("");
  }

  void program_done(const agents::CollectedProgram& program) override {
    // What was there already took no time, and says nothing of how long the others take.
    if (program.state == agents::CollectState::recorded) {
      seconds_ += program.seconds;
      ++recorded_;
    }
    line_.print(program_line(program));
  }

  void phase(const std::string& text) override { show(text); }
  void header(const agents::Report&) override {}
  void profiled(const agents::Report&) override {}
  void unit_started(const model::HotSpot&) override {}
  void candidate_started(const model::Candidate& candidate, double) override {
    subject_ = candidate.unit.qualname + " · " + candidate.strategy;
    show(subject_);
  }
  void progress(const experiment::Progress& progress, double) override {
    show(subject_ + " · " + progress_text(progress));
  }
  void candidate_done(const agents::Attempt&) override {}
  void warning(const std::string&) override {}

  void finish() { line_.finish(); }

 private:
  // The programs that are left take as long as those that are done did on average.
  void show(const std::string& what) {
    const double each = recorded_ > 0 ? seconds_ / recorded_ : 0;
    line_.set(fmt::format("{} of {} · {}{}", number_, count_, name_, what.empty() ? "" : " · " + what),
              each * static_cast<double>(count_ - number_ + 1));
  }

  std::string program_line(const agents::CollectedProgram& program) const {
    const std::string name = fmt::format("{:>4}  {}", number_, fit(program.name, kNameColumns));
    switch (program.state) {
      case agents::CollectState::known: return style_.dim(name + "  recorded before");
      case agents::CollectState::failed: return name + "  " + style_.red("failed: ") + program.problem;
      case agents::CollectState::recorded: break;
    }
    return fmt::format("{}  {}, {}, {} accepted, best {}, {}{}", name,
                       plural(static_cast<std::uint64_t>(program.units), "unit"),
                       program.tries == 1 ? "1 try" : fmt::format("{} tries", program.tries), program.accepted,
                       show_factor(program.best_factor), show_time_left(program.seconds),
                       program.cut ? style_.yellow(" · cut by --budget") : "");
  }

  Style style_;
  std::size_t number_ = 0, count_ = 0;
  std::string name_, subject_;
  double seconds_ = 0;
  int recorded_ = 0;
  StatusLine line_;
};

Result<void> read_slice(const std::string& text, agents::CollectSetting& setting) {
  if (text.empty()) return {};
  unsigned number = 0, count = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%u/%u%c", &number, &count, &rest) != 2 || number < 1 || number > count)
    return fail(ErrorCode::usage, fmt::format("--slice {}: this is no part of a whole", text),
                "Write 1/4 for the first of four parts.");
  setting.slice = number;
  setting.slices = count;
  return {};
}

Result<void> find_programs(const Arguments& arguments, agents::CollectSetting& setting) {
  if (!arguments.library.empty()) {
    if (!arguments.programs.empty() || !arguments.below.empty())
      return fail(ErrorCode::usage, "--library stands for a program: name no others beside it");
    if (arguments.workload.empty())
      return fail(ErrorCode::usage, "--library needs --workload FILE: a script that uses the library as its users do");
    setting.programs.push_back(VX_TRY(agents::library_program(arguments.library, arguments.workload)));
    return {};
  }
  if (!arguments.workload.empty()) setting.options.workload = arguments.workload;
  for (const std::string& path : arguments.programs) setting.programs.push_back(VX_TRY(agents::program_at(path)));
  if (!arguments.below.empty()) {
    auto found = VX_TRY(agents::programs_below(arguments.below));
    setting.programs.insert(setting.programs.end(), found.begin(), found.end());
  }
  if (!setting.programs.empty()) return {};
  return fail(ErrorCode::usage, "no program is named",
              "Name folders with a workload.py, or give --programs or --library.");
}

Result<agents::CollectSetting> read_setting(const Arguments& arguments) {
  agents::CollectSetting setting;
  VX_TRY(check_output("--out", arguments.out));
  VX_TRY(find_programs(arguments, setting));
  VX_TRY(read_slice(arguments.slice, setting));
  setting.out = arguments.out;
  setting.depth = arguments.depth;
  auto& options = setting.options;
  options.budget_s = VX_TRY(agents::parse_duration(arguments.budget));
  if (!arguments.tests.empty()) options.tests = arguments.tests;
  if (!arguments.python.empty()) options.python = arguments.python;
  if (!arguments.sandbox.empty()) options.sandbox = VX_TRY(sandbox::parse_backend_choice(arguments.sandbox));
  if (arguments.units > 0) options.units = arguments.units;
  options.seed = std::max<std::uint64_t>(arguments.seed, 1);
  options.external = !arguments.no_external;
  return setting;
}

Json to_json(const agents::CollectReport& report) {
  Json programs = Json::array();
  for (const auto& program : report.programs) {
    const char* state = program.state == agents::CollectState::recorded ? "recorded"
                        : program.state == agents::CollectState::known  ? "known"
                                                                        : "failed";
    programs.push_back({{"name", program.name},
                        {"state", state},
                        {"problem", program.problem},
                        {"units", program.units},
                        {"tries", program.tries},
                        {"accepted", program.accepted},
                        {"bases", program.bases},
                        {"cut", program.cut},
                        {"seconds", program.seconds}});
  }
  return {{"schema", "velox.collect/1"}, {"interrupted", report.interrupted}, {"programs", std::move(programs)}};
}

std::string closing_line(const agents::CollectReport& report, const std::string& out) {
  int recorded = 0, known = 0, failed = 0, tries = 0;
  for (const auto& program : report.programs) {
    recorded += program.state == agents::CollectState::recorded;
    known += program.state == agents::CollectState::known;
    failed += program.state == agents::CollectState::failed;
    tries += program.tries;
  }
  std::string text = fmt::format("\n  {}: {} with {} tries added", out,
                                 plural(static_cast<std::uint64_t>(recorded), "program"), tries);
  if (known > 0) text += fmt::format(", {} known before", known);
  if (failed > 0) text += fmt::format(", {} failed", failed);
  if (report.interrupted) text += " · stopped: the same command goes on from here";
  return text + "\n";
}

int run_collect(const Arguments& arguments, const agents::Installation& installation) {
  const auto setting = read_setting(arguments);
  if (!setting) return report_error(setting.error());
  std::FILE* stream = arguments.json == "-" ? stderr : stdout;
  CollectView view(stream, Style::detect(fileno(stream), false));
  const auto report = agents::collect(*setting, installation, view);
  view.finish();
  if (!report) return report_error(report.error());
  fmt::print(stream, "{}", closing_line(*report, arguments.out));
  if (!arguments.json.empty()) {
    const auto written = write_document(arguments.json, json::dump(to_json(*report), 2) + "\n");
    if (!written) return report_error(written.error());
  }
  if (report->interrupted) return kInterrupted;
  const bool all_failed = std::ranges::all_of(
      report->programs, [](const auto& program) { return program.state == agents::CollectState::failed; });
  return all_failed && !report->programs.empty() ? kFailed : kDone;
}

}  // namespace

void add_collect(CLI::App& learn, Context& context) {
  auto given = std::make_shared<Arguments>();
  CLI::App* verb = learn.add_subcommand(
      "collect", "Try every rewrite on many programs, without changing any, and record what each brings and costs");
  verb->add_option("PROGRAM", given->programs, "A folder with a workload.py (and tests), or a file");
  verb->add_option("--programs", given->below, "Every program below DIR/FAMILY/NAME")->type_name("DIR");
  verb->add_option("--library", given->library, "A library that the interpreter has installed; needs --workload FILE")
      ->type_name("NAME");
  verb->add_option("--workload", given->workload, "A command that exercises the program; with --library a script")
      ->type_name("CMD");
  verb->add_option("--tests", given->tests, "The program's test command; found when not given")->type_name("CMD");
  verb->add_option("--out", given->out,
                   "Where outcomes are added, a JSON line for each program; what it has is skipped")
      ->required()
      ->type_name("FILE");
  verb->add_option("--budget", given->budget, "The most time for one program")
      ->type_name("TIME")
      ->capture_default_str();
  verb->add_option("--depth", given->depth, "Accepted rewrites in a row, 1 to 3")
      ->check(CLI::Range(1, agents::kDeepest))
      ->capture_default_str();
  verb->add_option("--slice", given->slice, "Only part K of N of the programs, as 1/4")->type_name("K/N");
  verb->add_option("--units", given->units, "At most this many hot units of a program (16)")->type_name("N");
  verb->add_option("--python", given->python, "The interpreter that runs the programs")->type_name("EXE");
  verb->add_option("--sandbox", given->sandbox, "auto, bwrap, landlock or none")->type_name("KIND");
  verb->add_option("--seed", given->seed, "Of random choices (1)")->type_name("N");
  verb->add_flag("--no-external", given->no_external, "Ask no other program: no fixes of ruff");
  verb->add_option("--json", given->json, "Write what was done to a file, or - for stdout")->type_name("FILE");
  verb->callback(
      [&context, given] { context.action = [&context, given] { return run_collect(*given, context.installation); }; });
}

}  // namespace velox::cli
