// SPDX-License-Identifier: Apache-2.0
// Applies every rewrite of a source tree that holds by reading alone, candidate after candidate until none is left, and says
// which. Nothing is run, measured or judged: this shows whether an assurance is worth its name, it is not how code is improved.
//
// Usage: rewrite_tree OUT.json [--assurance proven|tested] [--python 3.11] [--rules a,b] [--skip NAME]... [--keep] PATH...
// Changes the .py files at and below each PATH, but for tests, files of a name that is skipped and links; --keep leaves all as
// they are. OUT.json has the figures and every single rewrite with its diff. Exit status 1 when a promise of the rules is broken:
// a rewrite that does not hold together, one that leans on assumptions, or a file that never comes to an end.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "velox/base/file_system.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/rules/apply_all.hpp"
#include "velox/rules/rule.hpp"
#include "velox/source/edits.hpp"

namespace {

using namespace velox;
using Rules = std::vector<std::unique_ptr<rules::Rule>>;

constexpr std::size_t kMostRewrites = 3000;  // of one file; more means that rules undo each other or feed on themselves

struct Settings {
  fs::path out;
  model::Assurance weakest = model::Assurance::proven;
  rules::PythonVersion python{3, 11};
  std::set<std::string> only;
  std::set<std::string> skip{"test", "tests", "testing", "__pycache__", "conftest.py"};
  std::vector<fs::path> paths;
  bool keep = false;
};

// Finds the first candidate of a text that promises enough. It starts at the unit in which the last one was, as a rewrite
// mostly leaves work for other rules in its own unit; only a whole round without any is the end.
class Search {
 public:
  Search(const Rules& rules, const Settings& settings, std::string file)
      : rules_(rules), settings_(settings), file_(std::move(file)) {}

  Result<std::vector<model::Candidate>> operator()(const std::string& text) {
    const auto module = VX_TRY(source::ParsedModule::parse(text, file_));
    if (const auto& error = module.syntax_error())
      return fail(ErrorCode::invalid, fmt::format("line {}: {}", error->line, error->message));
    const auto facts = analysis::Facts::analyse(module);
    const auto& units = module.units();
    for (std::size_t i = 0; i < units.size(); ++i) {
      const std::size_t at = (start_ + i) % units.size();
      auto candidate = first_in(module, facts, units[at]);
      if (!candidate) continue;
      start_ = at;
      return std::vector{*std::move(candidate)};
    }
    return std::vector<model::Candidate>();
  }

  const std::set<std::string>& flaws() const { return flaws_; }

 private:
  std::optional<model::Candidate> first_in(const source::ParsedModule& module, const analysis::Facts& facts,
                                           const model::Unit& unit) {
    const rules::RuleContext context{module, facts, unit, module.definition(unit), nullptr, nullptr, settings_.python};
    for (const auto& rule : rules_) {
      auto found = rules::propose(*rule, context);
      for (const auto& refusal : found.refusals) {
        if (refusal.reason.find("a bug in the rule") != std::string::npos)
          flaws_.insert(fmt::format("{} in {}: {}", rule->id(), unit.id.text(), refusal.reason));
      }
      for (auto& candidate : found.candidates) {
        if (candidate.assurance <= settings_.weakest) return std::move(candidate);
      }
    }
    return std::nullopt;
  }

  const Rules& rules_;
  const Settings& settings_;
  std::string file_;
  std::size_t start_ = 0;
  std::set<std::string> flaws_;
};

struct Totals {
  std::map<std::string, int> by_rule;
  Json changed = Json::array();
  std::vector<std::string> skipped, violations;
  int files = 0, rewrites = 0;
  std::ptrdiff_t lines = 0;
};

Json describe(const std::string& file, const std::string& before, const rules::AppliedCandidate& step) {
  return {{"rule", step.candidate.strategy},
          {"unit", step.candidate.unit.qualname},
          {"line", step.candidate.line},
          {"assurance", model::to_string(step.candidate.assurance)},
          {"diff", source::unified_diff(file, before, step.text, 6)}};
}

void take_in(Totals& totals, const std::string& file, const std::string& text, const rules::Applied& applied) {
  if (!applied.ended) totals.violations.push_back(file + ": never comes to an end");
  Json rewrites = Json::array();
  const std::string* before = &text;
  for (const auto& step : applied.steps) {
    ++totals.by_rule[step.candidate.strategy];
    ++totals.rewrites;
    if (!step.candidate.assumptions.empty())
      totals.violations.push_back(fmt::format("{}: {} leans on assumptions", file, step.candidate.strategy));
    rewrites.push_back(describe(file, *before, step));
    before = &step.text;
  }
  if (!applied.steps.empty()) totals.changed.push_back({{"file", file}, {"rewrites", std::move(rewrites)}});
}

Result<void> rewrite_file(const Rules& rules, const Settings& settings, const fs::path& path, Totals& totals) {
  const std::string text = VX_TRY(read_file(path));
  ++totals.files;
  totals.lines += std::ranges::count(text, '\n');
  Search search(rules, settings, path.string());
  const auto applied = rules::apply_all(text, std::ref(search), kMostRewrites);
  totals.violations.insert(totals.violations.end(), search.flaws().begin(), search.flaws().end());
  if (!applied) {
    totals.skipped.push_back(path.string() + ": " + applied.error().describe());
    return {};
  }
  take_in(totals, path.string(), text, *applied);
  if (applied->steps.empty() || settings.keep) return {};
  return write_file_atomic(path, applied->steps.back().text);
}

bool skipped(const Settings& settings, const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  const bool is_test = name.starts_with("test_") || name.ends_with("_test.py") || name.ends_with("_tests.py");
  return entry.is_symlink() || name.starts_with(".") || is_test || settings.skip.contains(name);
}

std::vector<fs::path> modules_of(const Settings& settings) {
  std::vector<fs::path> found;
  for (const fs::path& path : settings.paths) {
    if (!fs::is_directory(path)) {
      found.push_back(path);
      continue;
    }
    for (fs::recursive_directory_iterator entry(path), end; entry != end; ++entry) {
      if (skipped(settings, *entry)) {
        entry.disable_recursion_pending();
      } else if (entry->is_regular_file() && entry->path().extension() == ".py") {
        found.push_back(entry->path());
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

Result<void> take_value(Settings& settings, const std::string& option, const std::string& value) {
  const std::array ranks{model::Assurance::proven, model::Assurance::tested};
  if (option == "--assurance") {
    const auto known =
        std::ranges::find(ranks, value, [](model::Assurance one) { return std::string(to_string(one)); });
    if (known == ranks.end()) return fail(ErrorCode::usage, "--assurance is proven or tested");
    settings.weakest = *known;
  } else if (option == "--python") {
    if (std::sscanf(value.c_str(), "%d.%d", &settings.python.major, &settings.python.minor) != 2)
      return fail(ErrorCode::usage, "--python takes a version such as 3.11");
  } else if (option == "--rules") {
    for (const auto& id : text::split(value, ',')) settings.only.insert(id);
  } else if (option == "--skip") {
    settings.skip.insert(value);
  } else {
    return fail(ErrorCode::usage, "there is no option " + option);
  }
  return {};
}

Result<Settings> read_arguments(const std::vector<std::string>& arguments) {
  Settings settings;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--keep") {
      settings.keep = true;
    } else if (arguments[i].starts_with("--")) {
      if (i + 1 == arguments.size()) return fail(ErrorCode::usage, arguments[i] + " takes a value");
      VX_TRY(take_value(settings, arguments[i], arguments[i + 1]));
      ++i;
    } else if (settings.out.empty()) {
      settings.out = arguments[i];
    } else {
      settings.paths.emplace_back(arguments[i]);
    }
  }
  if (settings.paths.empty()) return fail(ErrorCode::usage, "usage: rewrite_tree OUT.json [options] PATH...");
  return settings;
}

Json to_json(const Settings& settings, Totals totals) {
  return {{"schema", "velox.rewrite-tree/1"},
          {"assurance", model::to_string(settings.weakest)},
          {"python", fmt::format("{}.{}", settings.python.major, settings.python.minor)},
          {"files", totals.files},
          {"lines", totals.lines},
          {"rewrites", totals.rewrites},
          {"by_rule", totals.by_rule},
          {"skipped", totals.skipped},
          {"violations", totals.violations},
          {"changed", std::move(totals.changed)}};
}

Result<bool> run(const std::vector<std::string>& arguments) {
  const Settings settings = VX_TRY(read_arguments(arguments));
  auto rules = rules::builtin_rules();
  std::erase_if(rules, [&](const auto& rule) {
    return !settings.only.empty() && !settings.only.contains(std::string(rule->id()));
  });
  Totals totals;
  for (const fs::path& path : modules_of(settings)) {
    VX_TRY_CONTEXT(path.string(), rewrite_file(rules, settings, path, totals));
  }
  const bool clean = totals.violations.empty();
  VX_TRY(write_file_atomic(settings.out, json::dump(to_json(settings, std::move(totals)), 1) + "\n"));
  return clean;
}

}  // namespace

int main(int argc, char** argv) {
  const auto clean = run({argv + 1, argv + argc});
  if (!clean) fmt::print(stderr, "rewrite_tree: {}\n", clean.error().describe());
  return clean && *clean ? 0 : 1;
}
