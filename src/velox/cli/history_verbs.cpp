// SPDX-License-Identifier: Apache-2.0
// history, show, explain: what earlier runs found, and why.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "velox/agents/bundle.hpp"
#include "velox/agents/memory.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/cli/summary.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"
#include "velox/model/growth_json.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  std::string id, root, bundle;
  int limit = 20;
  bool json = false, diff_only = false;
};

std::optional<fs::path> wanted_root(const Arguments& arguments) {
  return arguments.root.empty() ? std::nullopt : std::optional<fs::path>(arguments.root);
}

std::string speedup_text(const Json& speedup) {
  if (!speedup.is_object()) return "not measured";
  return show_speedup({json::number_or(speedup, "estimate", 1), json::number_or(speedup, "low", 1),
                       json::number_or(speedup, "high", 1), static_cast<int>(json::integer_or(speedup, "pairs"))});
}

std::string join_strings(const Json& list) {
  std::vector<std::string> parts;
  if (list.is_array()) {
    for (const Json& item : list) {
      if (item.is_string()) parts.push_back(item.get<std::string>());
    }
  }
  return text::join(parts, ", ");
}

void print_field(const Style& style, const char* name, const std::string& value) {
  if (!value.empty()) fmt::print("  {}  {}\n", style.dim(fit(name, 14)), value);
}

Result<void> print_patch(const store::PatchRecord& record, const Style& style) {
  const Json summary = VX_TRY(json::parse(record.summary, "the stored patch"));
  const Json& counts = json::member(summary, "equivalence");
  const Json& cost = json::member(summary, "complexity");
  fmt::print("{} {} · {} · {}\n", style.bold("patch"), style.bold(record.id), record.unit,
             store::to_string(record.state));
  print_field(style, "rewrite", join_strings(json::member(summary, "strategies")));
  print_field(style, "speed-up", speedup_text(json::member(summary, "confirmed")) + ", confirmed in fresh processes");
  if (json::member(summary, "workload_speedup").is_object()) {
    print_field(style, "workload", speedup_text(json::member(summary, "workload_speedup")));
  }
  print_field(style, "size", growth_text(model::read_growth(json::member(summary, "growth"))));
  print_field(style, "memory", fmt::format("×{:.2f} of before", json::number_or(summary, "memory_ratio", 1)));
  print_field(style, "assurance", json::string_or(summary, "assurance"));
  for (const Json& assumption : json::member(summary, "assumptions")) {
    print_field(style, "assumes", assumption.is_string() ? assumption.get<std::string>() : "");
  }
  print_field(
      style, "agreed on",
      fmt::format("{} captured, {} generated, {} held-out inputs; {} of {} tests", json::integer_or(counts, "captured"),
                  json::integer_or(counts, "generated"), json::integer_or(counts, "held_out"),
                  json::integer_or(counts, "tests_passed"), json::integer_or(counts, "tests_run")));
  if (const auto mutants = json::integer_or(counts, "mutants"); mutants > 0) {
    print_field(style, "mutants",
                fmt::format("{} of {} changed copies of the original told apart by the inputs",
                            json::integer_or(counts, "mutants_killed"), mutants));
  }
  print_field(style, "why", json::string_or(summary, "why"));
  if (const std::string before = json::string_or(cost, "before"); !before.empty()) {
    print_field(style, "cost", before + " → " + json::string_or(cost, "after"));
  }
  fmt::print("\n{}\n", paint_diff(json::string_or(summary, "diff"), style));
  return {};
}

std::string verdict_mark(const std::string& verdict, const Style& style) {
  if (verdict == "accepted") return style.green("✔");
  if (verdict == "refused") return style.dim("–");
  if (verdict == "not-equivalent" || verdict == "unsafe" || verdict == "failed") return style.red("✘");
  return style.dim("·");
}

void print_experiment_line(const store::ExperimentRecord& e, const Style& style) {
  fmt::print("    {} {}  {} {} {}\n", verdict_mark(e.verdict, style), style.dim(e.candidate), fit(e.strategy, 28),
             fit(e.verdict, 15), e.reason);
}

// A candidate that was tried again has several records: the last verdict, where the first one stood.
std::vector<store::ExperimentRecord> last_verdicts(std::vector<store::ExperimentRecord> all) {
  std::vector<store::ExperimentRecord> last;
  for (auto& e : all) {
    const auto known = std::ranges::find(last, e.candidate, &store::ExperimentRecord::candidate);
    if (known == last.end())
      last.push_back(std::move(e));
    else
      *known = std::move(e);
  }
  return last;
}

Result<void> print_run(agents::Memory& memory, const store::RunRecord& run, const Style& style) {
  fmt::print("{} {} · {} · {} · {} · seed {} · {}\n", style.bold("run"), style.bold(run.id), run.started_at, run.target,
             run.python, run.seed, run.status);
  std::string unit;
  for (const auto& e : last_verdicts(VX_TRY(memory.experiments(run.id)))) {
    if (e.unit != unit) fmt::print("\n  {}\n", style.bold(e.unit));
    unit = e.unit;
    print_experiment_line(e, style);
  }
  fmt::print("\n");
  for (const auto& patch : VX_TRY(memory.patches(run.id))) VX_TRY(print_patch(patch, style));
  return {};
}

Result<void> print_candidate(const store::ExperimentRecord& e, const Style& style) {
  const Json body = VX_TRY(json::parse(e.body, "the stored experiment"));
  fmt::print("{} {} · {} · line {}\n", style.bold("candidate"), style.bold(e.candidate), e.unit, e.line);
  print_field(style, "rewrite", e.strategy);
  print_field(style, "verdict", e.verdict);
  print_field(style, "reason", e.reason);
  print_field(style, "why", json::string_or(body, "why"));
  if (e.verdict == "refused") return {};
  print_field(style, "measured",
              fmt::format("{} in {}", plural(static_cast<std::uint64_t>(e.pairs), "pair"), show_seconds(e.seconds)));
  print_field(style, "judged by", json::string_or(body, "judging"));
  print_field(style, "expected",
              fmt::format("{} of the workload's time", show_share(json::number_or(body, "expected_saving"))));
  print_field(
      style, "agreed on",
      fmt::format("{} captured, {} generated, {} held-out inputs; {} of {} tests", json::integer_or(body, "captured"),
                  json::integer_or(body, "generated"), json::integer_or(body, "held_out"),
                  json::integer_or(body, "tests_passed"), json::integer_or(body, "tests_run")));
  for (const Json& assumption : json::member(body, "assumptions")) {
    print_field(style, "assumes", assumption.is_string() ? assumption.get<std::string>() : "");
  }
  if (const std::string patch = json::string_or(body, "patch"); !patch.empty()) print_field(style, "patch", patch);
  return {};
}

Result<void> history(const Arguments& arguments) {
  auto memory = VX_TRY(agents::Memory::open(wanted_root(arguments)));
  const Style style = Style::detect(STDOUT_FILENO, false);
  const auto runs = VX_TRY(memory.runs(arguments.limit));
  if (arguments.json) {
    Json list = Json::array();
    for (const auto& run : runs) {
      list.push_back({{"run", run.id},
                      {"started_at", run.started_at},
                      {"status", run.status},
                      {"target", run.target},
                      {"python", run.python},
                      {"seed", run.seed},
                      {"elapsed_s", run.elapsed_s},
                      {"tried", run.tried},
                      {"accepted", run.accepted}});
    }
    fmt::print("{}\n", json::dump(Json{{"schema", "velox.history/1"}, {"runs", list}}, 2));
    return {};
  }
  if (runs.empty()) fmt::print("no runs yet\n");
  for (const auto& run : runs) {
    fmt::print("{}  {}  {} {} {:>8}  {}\n", style.bold(run.id), style.dim(run.started_at), fit(run.target, 32),
               fit(run.status, 11), show_seconds(run.elapsed_s),
               run.accepted > 0 ? style.green(fmt::format("{} of {} accepted", run.accepted, run.tried))
                                : fmt::format("{} tried", run.tried));
    for (const auto& patch : VX_TRY(memory.patches(run.id))) {
      fmt::print("  {}  {}  {}\n", patch.id, fit(patch.unit, 44), store::to_string(patch.state));
    }
  }
  return {};
}

Result<void> write_bundle(agents::Memory& memory, const Arguments& arguments) {
  const auto bundle = VX_TRY(agents::write_bundle(memory, arguments.id, arguments.bundle, VX_VERSION));
  fmt::print("evidence of patch {} written to {}: {}, {}\n", bundle.patch, bundle.folder.string(),
             plural(bundle.files, "file"), show_bytes(bundle.bytes));
  if (!bundle.left_out.empty()) {
    fmt::print("left out, as links or possible secrets: {}\n", text::join(bundle.left_out, ", "));
  }
  fmt::print("it holds your code and data it was called with: look through it before you pass it on\n");
  fmt::print("velox verify {}\n", text::shell_quote(bundle.folder.string()));
  return {};
}

Result<void> show(const Arguments& arguments) {
  auto memory = VX_TRY(agents::Memory::open(wanted_root(arguments)));
  if (!arguments.bundle.empty()) return write_bundle(memory, arguments);
  const Style style = Style::detect(STDOUT_FILENO, false);
  if (arguments.json && !arguments.id.empty()) {
    const auto found = VX_TRY(memory.find(arguments.id));
    if (found.run)
      fmt::print("{}\n", json::dump(VX_TRY(json::parse(found.run->result, "the stored run")), 2));
    else if (found.patch)
      fmt::print("{}\n", json::dump(VX_TRY(json::parse(found.patch->summary, "the stored patch")), 2));
    else
      fmt::print("{}\n", json::dump(VX_TRY(json::parse(found.experiments.front().body, "the stored experiment")), 2));
    return {};
  }
  if (arguments.diff_only) {
    fmt::print("{}", VX_TRY(memory.diff_of(arguments.id)));
    return {};
  }
  if (arguments.id.empty()) {
    for (const auto& patch : VX_TRY(memory.patches_of(arguments.id))) VX_TRY(print_patch(patch, style));
    return {};
  }
  const auto found = VX_TRY(memory.find(arguments.id));
  if (found.patch) return print_patch(*found.patch, style);
  if (found.run) return print_run(memory, *found.run, style);
  return print_candidate(found.experiments.front(), style);
}

// Explaining is showing with every reason: a run's decisions in order, or all that is known of one of them.
Result<void> explain(const Arguments& arguments) {
  auto memory = VX_TRY(agents::Memory::open(wanted_root(arguments)));
  const Style style = Style::detect(STDOUT_FILENO, false);
  std::string id = arguments.id;
  if (id.empty()) {
    const auto newest = VX_TRY(memory.runs(1));
    if (newest.empty())
      return fail(ErrorCode::not_found, "there are no runs yet", "`velox optimize FILE.py` makes one.");
    id = newest.front().id;
  }
  const auto found = VX_TRY(memory.find(id));
  if (found.run) {
    fmt::print("{} {} · {}\n", style.bold("run"), style.bold(found.run->id), found.run->target);
    std::string unit;
    for (const auto& e : last_verdicts(VX_TRY(memory.experiments(found.run->id)))) {
      if (e.unit != unit) fmt::print("\n  {}\n", style.bold(e.unit));
      unit = e.unit;
      print_experiment_line(e, style);
    }
    fmt::print("\n  velox explain ID tells more about one line\n");
    return {};
  }
  if (!found.patch) return print_candidate(found.experiments.front(), style);
  for (const auto& e : VX_TRY(memory.experiments(found.patch->run))) {
    const auto body = json::parse(e.body, "the stored experiment");
    if (body && json::string_or(*body, "patch") == found.patch->id) return print_candidate(e, style);
  }
  return print_patch(*found.patch, style);
}

using Function = Result<void> (*)(const Arguments&);

CLI::App* add_verb(CLI::App& app, Context& context, const char* name, const char* help, Function function,
                   const std::shared_ptr<Arguments>& arguments) {
  CLI::App* verb = app.add_subcommand(name, help);
  verb->add_option("--root", arguments->root, "The project's folder; found when not given")->type_name("DIR");
  verb->callback([&context, function, arguments] {
    context.action = [function, arguments] {
      const auto done = function(*arguments);
      return done ? kDone : report_error(done.error());
    };
  });
  return verb;
}

}  // namespace

void add_history(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = add_verb(app, context, "history", "Earlier runs and their patches", history, arguments);
  verb->add_option("-n,--limit", arguments->limit, "At most this many runs (20)")->check(CLI::Range(1, 100000));
  verb->add_flag("--json", arguments->json, "As JSON");
}

void add_show(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = add_verb(app, context, "show", "A patch, run or candidate with its evidence", show, arguments);
  verb->add_option("ID", arguments->id, "Of a patch, run or candidate; the newest run with patches when not given");
  verb->add_flag("--diff", arguments->diff_only, "Only the unified diff");
  verb->add_flag("--json", arguments->json, "As JSON");
  verb->add_option("--bundle", arguments->bundle,
                   "Write the patch with all its evidence to a folder, for `velox verify`")
      ->type_name("DIR");
}

void add_explain(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb =
      add_verb(app, context, "explain", "Why a rewrite was accepted, refused or not tried", explain, arguments);
  verb->add_option("ID", arguments->id, "Of a run, candidate or patch; the newest run when not given");
}

}  // namespace velox::cli
