// SPDX-License-Identifier: Apache-2.0
// Problem: most people name a file, not a command. Idea: offers are made from the syntax tree and the import graph alone,
// cheapest evidence first; choosing runs them under the profiler, so the run that proves an offer is not wasted.
// Limits: a script that starts a server or waits for input is only found out by running it, for at most a third of the time.
#include "velox/profile/workload.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/profiler.hpp"
#include "velox/profile/tests.hpp"

namespace velox::profile {
namespace {

constexpr std::size_t kMaxScripts = 5;
constexpr double kLeastTrialSeconds = 5;
constexpr double kLeastSampledSeconds = 0.005;  // below this a profile is mostly chance

bool is_assignment(const std::string& word) {
  const auto equals = word.find('=');
  if (equals == std::string::npos || equals == 0 || (word[0] >= '0' && word[0] <= '9')) return false;
  return std::ranges::all_of(word.substr(0, equals),
                             [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
}

bool is_python_name(const std::string& word) {
  return word == "python" ||
         (word.starts_with("python3") && word.find_first_not_of("0123456789.", 6) == std::string::npos);
}

// Builds the offers of one selection.
class Finder {
 public:
  Finder(const Setup& setup, const Selection& selection, const ImportGraph& graph, const WorkloadQuery& query)
      : setup_(setup), selection_(selection), graph_(graph), query_(query) {
    for (const auto& [file, steps] : graph.importers_of(selection.files)) {
      if (steps == 0 && looks_like_test(file)) continue;
      if (looks_like_test(file) && !file.ends_with("conftest.py")) reaching_.emplace_back(steps, file);
    }
    std::ranges::sort(reaching_);
  }

  std::vector<Offer> all() {
    add_mains();
    add_scripts();
    add_tests();
    add_benchmarks();
    add_doctests();
    add_hints();
    return std::move(offers_);
  }

 private:
  void add(WorkloadKind kind, std::vector<std::string> args, fs::path cwd, std::string description,
           std::vector<fs::path> paths) {
    Workload workload;
    workload.argv = {setup_.python.executable.string()};
    workload.argv.insert(workload.argv.end(), args.begin(), args.end());
    workload.cwd = std::move(cwd);
    workload.description = std::move(description);
    workload.timeout_s = query_.timeout_s;
    std::string path;
    for (const fs::path& folder : paths) path += (path.empty() ? "" : ":") + folder.string();
    const auto users = query_.environment.find("PYTHONPATH");
    if (users != query_.environment.end() && !users->second.empty()) path += (path.empty() ? "" : ":") + users->second;
    if (!path.empty()) workload.env["PYTHONPATH"] = path;
    offers_.push_back({std::move(workload), kind});
  }

  // As `python file` from the root and, should it look for its data beside itself, from its own folder; files of a package
  // as `python -m`.
  void add_run(WorkloadKind kind, const std::string& file, const std::string& what) {
    const ModulePlace place = selection_.project.place(file);
    const fs::path path = setup_.root / file;
    if (place.in_package) {
      const bool main_file = place.name.ends_with(".__main__");
      const std::string name = main_file ? place.name.substr(0, place.name.size() - 9) : place.name;
      add(kind, {"-m", name}, setup_.root, what, {place.sys_path});
    }
    if (!file.ends_with("__main__.py"))
      add(kind, {path.string()}, setup_.root, what, selection_.project.import_folders());
    if (path.parent_path() != setup_.root && !place.in_package) {
      add(kind, {path.string()}, path.parent_path(), what + " in its own folder", {});
    }
  }

  void add_mains() {
    std::size_t count = 0;
    for (const std::string& file : selection_.files) {
      const FileTraits* traits = graph_.traits(file);
      if (traits == nullptr || !(traits->main_part || file.ends_with("__main__.py"))) continue;
      if (count++ >= kMaxScripts) break;
      add_run(WorkloadKind::main_part, file, file + "'s __main__ part");
    }
  }

  void add_scripts() {
    std::size_t count = 0;
    for (const std::string& file : selection_.files) {
      const FileTraits* traits = graph_.traits(file);
      if (traits == nullptr || traits->main_part || !traits->runs_code || looks_like_test(file)) continue;
      if (file.ends_with("setup.py") || file.ends_with("__init__.py") || count++ >= kMaxScripts) continue;
      add_run(WorkloadKind::script, file, file + " as a script");
    }
  }

  std::string target_text() const {
    return selection_.files.size() == 1 ? selection_.files.front()
                                        : fmt::format("the {} files", selection_.files.size());
  }

  void add_tests() {
    std::vector<std::string> near, every;
    for (const auto& [steps, file] : reaching_) {
      const FileTraits* traits = graph_.traits(file);
      if (traits == nullptr || traits->tests.empty() || traits->benchmark_fixture) continue;
      every.push_back(file);
      if (steps <= 1) near.push_back(file);
    }
    const auto offer = [&](const std::vector<std::string>& files) {
      const std::string what = files.size() == 1 ? files.front() : fmt::format("{} test files", files.size());
      const TestSelection tests = whole_tests(setup_.python, setup_.root, files);
      add(WorkloadKind::tests, {tests.argv.begin() + 1, tests.argv.end()}, tests.cwd,
          fmt::format("{}, which {} {}", what, files.size() == 1 ? "tests" : "test", target_text()),
          selection_.project.import_folders());
    };
    if (!near.empty()) offer(near);
    if (every.size() > near.size()) offer(every);
  }

  void add_benchmarks() {
    for (const auto& [file, steps] : graph_.importers_of(selection_.files)) {
      const FileTraits* traits = graph_.traits(file);
      if (traits == nullptr || steps == 0) continue;
      if (traits->benchmark_fixture && setup_.python.has_pytest) {
        add(WorkloadKind::benchmark, {"-m", "pytest", "-q", "-p", "no:cacheprovider", (setup_.root / file).string()},
            setup_.root, "the pytest-benchmark file " + file, selection_.project.import_folders());
      }
      if (traits->imports.contains("pyperf")) {
        add(WorkloadKind::benchmark, {(setup_.root / file).string(), "--debug-single-value"}, setup_.root,
            "the pyperf file " + file, selection_.project.import_folders());
      }
    }
  }

  void add_doctests() {
    for (const std::string& file : selection_.files) {
      const FileTraits* traits = graph_.traits(file);
      if (traits == nullptr || !traits->doctests) continue;
      add(WorkloadKind::doctests, {(setup_.runtime / "doctests.py").string(), (setup_.root / file).string()},
          setup_.root, "the doctests of " + file, selection_.project.import_folders());
      offers_.back().workload.readable.push_back(setup_.runtime);
    }
  }

  void add_hints() {
    for (const std::string& file : selection_.files) {
      const FileTraits* traits = graph_.traits(file);
      if (traits == nullptr || !traits->hinted_functions || looks_like_test(file)) continue;
      const ModulePlace place = selection_.project.place(file);
      std::vector<std::string> args = {(setup_.runtime / "hinted_calls.py").string(), "--plan",
                                       (setup_.root / file).string(), place.name};
      for (const model::UnitId& unit : selection_.units) {
        if (unit.file == file) args.push_back(unit.qualname);
      }
      add(WorkloadKind::hints, std::move(args), setup_.root, "calls of " + file + " made from its type hints",
          {place.sys_path});
      offers_.back().workload.readable.push_back(setup_.runtime);
    }
  }

  const Setup& setup_;
  const Selection& selection_;
  const ImportGraph& graph_;
  const WorkloadQuery& query_;
  std::vector<std::pair<int, std::string>> reaching_;  // (steps, test file)
  std::vector<Offer> offers_;
};

// Turns an offer to plan calls from type hints into the command that makes exactly the planned calls, the same in every run.
Result<Workload> settle_hints(const Setup& setup, const Workload& planning, Deadline deadline) {
  const auto view = VX_TRY(sandbox::ProjectView::create(setup.root, setup.files));
  const auto outcome = VX_TRY(launch(setup, planning, {.view = &view, .deadline = deadline}));
  if (!outcome.ok()) return std::unexpected(workload_error(planning, outcome));
  Workload workload = planning;
  const auto plan = std::ranges::find(workload.argv, "--plan");
  workload.argv.erase(plan + 3, workload.argv.end());  // the names that planning was limited to
  workload.argv.erase(plan);
  for (const std::string& line : text::split(outcome.out, '\n')) {
    if (line.starts_with("rounds ")) {
      workload.argv.push_back(line.substr(7));
    } else if (!line.empty()) {
      workload.argv.push_back(line);
    }
  }
  return workload;
}

Result<std::pair<Workload, model::Profile>> try_offer(const Setup& setup, const Offer& offer, Deadline deadline) {
  const Workload workload =
      offer.kind == WorkloadKind::hints ? VX_TRY(settle_hints(setup, offer.workload, deadline)) : offer.workload;
  auto profile = VX_TRY(profile_workload(setup, workload, deadline));
  return std::pair(workload, std::move(profile));
}

// The first sentence of an Error, for lists.
std::string short_reason(const Error& error) {
  const auto lines = text::split(error.message(), '\n');
  std::string reason = lines.front();
  if (const auto at = reason.find("changed: "); at != std::string::npos) reason = reason.substr(at + 9);
  if (lines.size() > 1) reason += " - " + std::string(text::trim(lines.back()));
  return reason;
}

double seconds_in(const model::Profile& profile, const std::vector<std::string>& files) {
  double seconds = 0;
  for (const model::HotSpot& spot : profile.spots) {
    if (std::ranges::find(files, spot.unit.file) != files.end()) seconds += spot.own_share * profile.cpu_s;
  }
  return seconds;
}

}  // namespace

const char* to_string(WorkloadKind kind) {
  switch (kind) {
    case WorkloadKind::given: return "given";
    case WorkloadKind::main_part: return "main-part";
    case WorkloadKind::script: return "script";
    case WorkloadKind::tests: return "tests";
    case WorkloadKind::benchmark: return "benchmark";
    case WorkloadKind::doctests: return "doctests";
    case WorkloadKind::hints: return "type-hints";
  }
  return "given";
}

Result<Workload> command_workload(const Setup& setup, const std::string& command, std::string description) {
  std::vector<std::string> words = text::shell_split(command);
  if (words.empty()) {
    return fail(ErrorCode::usage, "cannot read the command '" + command + "'", "is it empty, or is a quote missing?");
  }
  Workload workload;
  workload.description = std::move(description);
  workload.cwd = setup.root;
  if (words.size() > 1 && words[0] == "env" && is_assignment(words[1])) words.erase(words.begin());
  while (!words.empty() && is_assignment(words.front())) {
    const auto equals = words.front().find('=');
    workload.env[words.front().substr(0, equals)] = words.front().substr(equals + 1);
    words.erase(words.begin());
  }
  if (words.empty()) return fail(ErrorCode::usage, "the command '" + command + "' runs nothing");
  std::error_code error;
  const std::string python = setup.python.executable.string();
  if (is_python_name(words.front())) {
    words.front() = python;
  } else if (words.front() == "pytest" && setup.python.has_pytest) {
    words.front() = "pytest";
    words.insert(words.begin(), {python, "-m"});
  } else if (words.front().ends_with(".py")) {
    if (!fs::exists(setup.root / words.front(), error)) {
      return fail(ErrorCode::not_found, "the command's script " + words.front() + " is not in " + setup.root.string(),
                  "The command starts in the project's folder; --root names another one.");
    }
    words.insert(words.begin(), python);
  }
  workload.argv = std::move(words);
  return workload;
}

Result<std::vector<Offer>> find_workloads(const Setup& setup, const Selection& selection, const ImportGraph& graph,
                                          const WorkloadQuery& query) {
  if (!query.command) return Finder(setup, selection, graph, query).all();
  Workload workload = VX_TRY(command_workload(setup, *query.command, "the given workload"));
  workload.timeout_s = query.timeout_s;
  const auto users = query.environment.find("PYTHONPATH");
  if (users != query.environment.end()) workload.env.try_emplace("PYTHONPATH", users->second);
  return std::vector<Offer>{{std::move(workload), WorkloadKind::given}};
}

std::string Chosen::describe() const {
  std::string text = workload.description;
  if (!passed_over.empty()) text += " (" + text::join(passed_over, "; ") + ")";
  return text;
}

Result<Chosen> choose_workload(const Setup& setup, const std::vector<Offer>& offers,
                               const std::vector<std::string>& files, Deadline deadline) {
  std::vector<std::string> passed_over;
  std::optional<Chosen> second_best;
  std::string last_hint;
  for (const Offer& offer : offers) {
    const bool given = offer.kind == WorkloadKind::given;
    const Deadline trial = given ? deadline : deadline.sooner(std::max(kLeastTrialSeconds, deadline.left() / 3));
    auto tried = try_offer(setup, offer, trial);
    if (!tried) {
      if (given || (tried.error().code() != ErrorCode::target_failed && tried.error().code() != ErrorCode::timed_out)) {
        return std::unexpected(std::move(tried).error());
      }
      passed_over.push_back(offer.workload.description + ": " + short_reason(tried.error()));
      last_hint = tried.error().hint();
      continue;
    }
    auto& [workload, profile] = *tried;
    if (given) VX_TRY(check_reach(profile, workload, files));
    const Reach reach = reach_of(profile, files);
    const double seconds = seconds_in(profile, files);
    Chosen chosen{std::move(workload), offer.kind, std::move(profile), passed_over};
    if (given || (reach == Reach::sampled && seconds >= kLeastSampledSeconds)) return chosen;
    const char* why = reach == Reach::never ? "never reaches the target" : "spends next to no time in the target";
    passed_over.push_back(offer.workload.description + ": " + why);
    if (reach != Reach::never && !second_best) second_best = std::move(chosen);
  }
  if (second_best) return std::move(*second_best);
  const std::string what = files.size() == 1 ? files.front() : fmt::format("the {} files", files.size());
  std::string message = "found no workload that runs " + what;
  for (const std::string& line : passed_over) message += "\n    " + line;
  if (passed_over.empty()) message += ": it has no __main__ part, tests, benchmarks, doctests or type hints";
  return fail(ErrorCode::target_failed, std::move(message),
              "give one with --workload CMD" + (last_hint.empty() ? std::string() : " (" + last_hint + ")"));
}

}  // namespace velox::profile
