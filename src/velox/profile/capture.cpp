// SPDX-License-Identifier: Apache-2.0
// Problem: what a unit is called with decides which rewrites are worth proposing and how they can be judged; the program
// must not be changed on disk to find out. Idea: the private copy of the project carries one more decorator per unit.
// Limits: one line is added above each unit, so line numbers that the program prints itself are shifted in this run.
#include "velox/profile/capture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/instrument.hpp"
#include "velox/profile/results.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::profile {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

void add_counts(const Json& from, Counts& to) {
  for (const auto& [name, count] : from.items()) {
    if (count.is_number()) to[name] += count.get<std::uint64_t>();
  }
}

// Of several processes: the outermost of all, and the largest median.
void merge_quantiles(const Json& from, std::vector<std::uint64_t>& to) {
  std::vector<std::uint64_t> seen;
  for (const Json& number : from) {
    if (number.is_number()) seen.push_back(number.get<std::uint64_t>());
  }
  if (seen.size() != 3) return;
  to =
      to.size() != 3 ? seen : std::vector{std::min(to[0], seen[0]), std::max(to[1], seen[1]), std::max(to[2], seen[2])};
}

// `first` when nothing was merged into `to` yet: facts that must hold everywhere start from there.
void merge_value(const Json& from, bool first, model::ObservedValue& to) {
  const bool had_elements = !to.elements.empty();
  add_counts(json::member(from, "types"), to.types);
  add_counts(json::member(from, "elements"), to.elements);
  add_counts(json::member(from, "element_of_elements"), to.element_of_elements);
  if (!json::member(from, "elements").empty()) {
    const bool hashable = json::bool_or(from, "hashable_elements");
    to.hashable_elements = (first || !had_elements) ? hashable : (to.hashable_elements && hashable);
  }
  to.identity_shared = to.identity_shared || json::bool_or(from, "identity_shared");
  merge_quantiles(json::member(from, "sizes"), to.sizes);
  merge_quantiles(json::member(from, "numbers"), to.numbers);
}

void merge_unit(const Json& from, const fs::path& folder, UnitCapture& to) {
  model::ObservedUnit& seen = to.observed;
  const bool first = seen.calls == 0;
  seen.calls += static_cast<std::uint64_t>(json::integer_or(from, "calls"));
  seen.raised += static_cast<std::uint64_t>(json::integer_or(from, "raised"));
  to.seconds += json::number_or(from, "seconds");
  seen.repeated = std::max(seen.repeated, json::number_or(from, "repeated", -1));
  if (seen.kind.empty()) seen.kind = json::string_or(from, "kind");
  if (seen.not_replayable.empty()) seen.not_replayable = json::string_or(from, "not_replayable");
  const auto merge_values = [&](const char* which, std::map<std::string, model::ObservedValue>& values) {
    for (const auto& [name, value] : json::member(from, which).items()) {
      const bool known = values.contains(name);
      merge_value(value, !known, values[name]);
    }
  };
  merge_values("params", seen.params);
  merge_values("locals", seen.locals);
  merge_value(json::member(from, "returns"), first, seen.returns);
  for (const Json& test : json::member(from, "tests")) {
    if (!test.is_string()) continue;
    const auto id = test.get<std::string>();
    if (std::ranges::find(seen.tests, id) == seen.tests.end()) seen.tests.push_back(id);
  }
  const Json& records = json::member(from, "records");
  const std::string file = json::string_or(from, "calls_file");
  const bool plain_name = !file.empty() && file.find('/') == std::string::npos;
  if (plain_name && records.is_array() && !records.empty()) to.calls.emplace_back(folder / file, json::dump(records));
}

Result<void> put_instrumented(const Setup& setup, const std::vector<model::UnitId>& units, sandbox::ProjectView& view) {
  std::map<std::string, std::vector<model::UnitId>> by_file;
  for (const model::UnitId& unit : units) {
    auto& listed = by_file[unit.file];
    if (std::ranges::find(listed, unit) == listed.end()) listed.push_back(unit);
  }
  for (const auto& [file, listed] : by_file) {
    const auto changed = setup.files.find(file);
    const auto module = VX_TRY(changed != setup.files.end() ? source::ParsedModule::parse(changed->second, file)
                                                            : source::ParsedModule::load(setup.root / file, file));
    const std::string bytes = VX_TRY(instrument_file(module, listed));
    VX_TRY(view.put(file, bytes));
  }
  return {};
}

Result<void> write_request(const std::vector<model::UnitId>& units, const CaptureLimits& limits, const fs::path& file) {
  Json request = {{"schema", "velox.capture-request/1"},         {"max_calls", limits.calls_per_unit},
                  {"max_bytes_per_call", limits.bytes_per_call}, {"max_bytes", limits.bytes_per_unit},
                  {"sequence_calls", limits.sequence_calls},     {"units", Json::object()}};
  for (const model::UnitId& unit : units) request["units"][capture_id(unit)] = Json::object();
  return write_file_atomic(file, json::dump(request));
}

// Ids in pytest's short summary: "FAILED tests/test_a.py::test_x - AssertionError".
std::vector<std::string> failing_ids(const std::string& output) {
  std::vector<std::string> ids;
  for (const std::string& line : text::split(output, '\n')) {
    for (const std::string_view mark : {"FAILED ", "ERROR "}) {
      if (!line.starts_with(mark)) continue;
      const std::string rest = line.substr(mark.size());
      const std::string id = rest.substr(0, rest.find(" - "));
      if (id.find("::") != std::string::npos || id.ends_with(".py")) ids.push_back(id);
    }
  }
  return ids;
}

Result<model::Outcome> record(const Setup& setup, const Workload& workload, sandbox::ProjectView& view,
                              const fs::path& out, const fs::path& request, Deadline deadline) {
  VX_TRY(make_folder(out));
  const Launch options{.view = &view, .attach = Attach::capture, .out = out, .request = request, .deadline = deadline};
  auto outcome = VX_TRY(launch(setup, workload, options));
  VX_TRY(view.reset());
  return outcome;
}

// What pytest says of a file that it could not load: the first "E   ImportError: ..." below "ERROR collecting FILE".
std::string collection_error(const std::vector<std::string>& lines, const std::string& file) {
  auto line = std::ranges::find_if(lines, [&](const std::string& text) {
    return text.find(" ERROR collecting " + file + " ") != std::string::npos;
  });
  line = std::find_if(line, lines.end(), [](const std::string& text) { return text.starts_with("E   "); });
  return line == lines.end() ? "pytest cannot load it" : std::string(text::trim(line->substr(1)));
}

// "ERROR tests/test_a.py": in pytest's own words, as none of its tests has an id.
void note_files_that_cannot_run(const std::string& output, std::vector<std::string>& notes) {
  const auto lines = text::split(output, '\n');
  for (const std::string& line : lines) {
    if (!line.starts_with("ERROR ") || line.find("::") != std::string::npos) continue;
    const std::string rest = line.substr(6), file = rest.substr(0, rest.find(" - "));
    if (!file.ends_with(".py")) continue;
    notes.push_back(fmt::format("the tests in {} cannot run before any change and are left out: {}", file,
                                collection_error(lines, file)));
  }
}

// How a run ended, and the line that says why: the last one with an error's name of stderr, else of stdout, else the last.
std::string last_words(const model::Outcome& outcome) {
  for (const std::string* stream : {&outcome.err, &outcome.out}) {
    const auto lines = text::split(*stream, '\n');
    const auto found = std::find_if(lines.rbegin(), lines.rend(), [](const std::string& line) {
      return line.find("Error: ") != std::string::npos || line.starts_with("ERROR: ");
    });
    if (found != lines.rend()) return fmt::format("{}: {}", outcome.reason, text::trim(*found));
  }
  const std::string& shown = text::trim(outcome.err).empty() ? outcome.out : outcome.err;
  const std::string last(text::trim(text::tail_lines(shown, 1)));
  return last.empty() ? outcome.reason : fmt::format("{}: {}", outcome.reason, last);
}

}  // namespace

Result<void> read_captures(const fs::path& folder, const std::vector<model::UnitId>& units, Captured& captured) {
  std::map<std::string, model::UnitId> by_id;
  for (const model::UnitId& unit : units) by_id.emplace(capture_id(unit), unit);
  for (const fs::path& file : result_files(folder, "capture.", ".json")) {
    const std::string text = VX_TRY(read_file(file));
    const Json raw = VX_TRY(json::parse(text, file.filename().string()));
    for (const auto& [id, value] : json::member(raw, "units").items()) {
      const auto known = by_id.find(id);
      if (known == by_id.end()) continue;
      UnitCapture& unit = captured.units[known->second];
      unit.observed.unit = known->second;
      merge_unit(value, folder, unit);
    }
  }
  return {};
}

Result<Captured> capture_calls(const Setup& setup, const std::vector<model::UnitId>& units, const CaptureRuns& runs,
                               const fs::path& folder, Deadline deadline, const CaptureLimits& limits) {
  auto view = VX_TRY(sandbox::ProjectView::create(setup.root, setup.files));
  VX_TRY(put_instrumented(setup, units, view));
  VX_TRY(make_folder(folder));
  const fs::path request = folder / "request.json";
  VX_TRY(write_request(units, limits, request));
  Captured captured;
  if (runs.workload != nullptr) {
    const auto outcome = VX_TRY(record(setup, *runs.workload, view, folder / "workload", request, deadline));
    if (!outcome.ok())
      return std::unexpected(workload_error(*runs.workload, outcome).with_context("while recording calls"));
    VX_TRY(read_captures(folder / "workload", units, captured));
  }
  if (runs.tests != nullptr && !deadline.passed()) {
    const auto outcome = VX_TRY(record(setup, *runs.tests, view, folder / "tests", request, deadline));
    Captured tested;
    VX_TRY(read_captures(folder / "tests", units, tested));
    for (const auto& [unit, seen] : tested.units) captured.reached_by_tests.insert(unit);
    VX_TRY(read_captures(folder / "tests", units, captured));
    captured.tests_ok = outcome.ok();
    captured.failing_tests = failing_ids(outcome.out);
    if (outcome.kind == model::OutcomeKind::timed_out)
      captured.notes.push_back("the tests did not end in time; some are not known");
    note_files_that_cannot_run(outcome.out, captured.notes);
    if (captured.failing_tests.empty() && !outcome.ok() && outcome.kind != model::OutcomeKind::timed_out) {
      captured.notes.push_back("the tests fail before any change: " + last_words(outcome));
    }
  }
  return captured;
}

}  // namespace velox::profile
