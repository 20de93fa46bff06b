// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/bundle_evidence.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>
#include <vector>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"

namespace velox::agents {

namespace {

constexpr const char* kSchema = "velox.evidence/1";
constexpr const char* kDocument = "evidence.json";

// Names for paths, the most particular first: an interpreter may lie in the project.
std::array<std::pair<const char*, std::string>, 3> names_of(const Places& places) {
  return {{{"@velox:python@", places.python.string()},
           {"@velox:runtime@", places.runtime.string()},
           {"@velox:root@", places.root.string()}}};
}

std::string to_names(std::string text, const Places& places) {
  for (const auto& [name, path] : names_of(places)) text = text::replace_all(std::move(text), path, name);
  return text;
}

std::string to_paths(std::string text, const Places& places) {
  for (const auto& [name, path] : names_of(places)) text = text::replace_all(std::move(text), name, path);
  return text;
}

template <typename List>
Json texts_json(const List& list, const Places& places) {
  Json array = Json::array();
  for (const auto& item : list) array.push_back(to_names(fs::path(item).string(), places));
  return array;
}

Json environment_json(const std::map<std::string, std::string>& environment, const Places& places) {
  Json object = Json::object();
  for (const auto& [name, value] : environment) object[name] = to_names(value, places);
  return object;
}

template <typename Text>
std::vector<Text> read_texts(const Json& list, const Places& places) {
  std::vector<Text> texts;
  if (!list.is_array()) return texts;
  for (const Json& item : list) {
    if (item.is_string()) texts.emplace_back(to_paths(item.get<std::string>(), places));
  }
  return texts;
}

std::map<std::string, std::string> read_environment(const Json& object, const Places& places) {
  std::map<std::string, std::string> environment;
  if (!object.is_object()) return environment;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) environment[name] = to_paths(value.get<std::string>(), places);
  }
  return environment;
}

// Copies recorded calls as long as they fit.
class CallKeeper {
 public:
  explicit CallKeeper(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> add(const fs::path& file, const std::string& records_text) {
    const std::string bytes = VX_TRY(read_file(file));
    const Json records = VX_TRY(json::parse(records_text, "records of captured calls"));
    std::string kept_bytes;
    Json kept = Json::array();
    for (const Json& record : records) {
      const auto offset = static_cast<std::uint64_t>(json::integer_or(record, "offset"));
      const auto size = static_cast<std::uint64_t>(json::integer_or(record, "bytes"));
      if (offset > bytes.size() || size > bytes.size() - offset)
        return fail(ErrorCode::invalid, fmt::format("{}: a recorded call lies outside the file", file.string()));
      if (used_ + size > kMostBytesOfPatch) {
        ++left_out;
        continue;
      }
      Json moved = record;
      moved["offset"] = kept_bytes.size();
      kept.push_back(std::move(moved));
      kept_bytes += bytes.substr(offset, size);
      used_ += size;
    }
    const std::string name = fmt::format("calls-{}.bin", inputs.size());
    VX_TRY(write_file_atomic(folder_ / name, kept_bytes));
    inputs.push_back({{"file", name}, {"records", std::move(kept)}});
    return {};
  }

  Json inputs = Json::array();
  std::uint64_t left_out = 0;

 private:
  fs::path folder_;
  std::uint64_t used_ = 0;
};

Json document_of(const Circumstances& c, const CallKeeper& calls, const Places& places) {
  const auto& e = c.evidence;
  const auto& w = c.workload;
  return {{"schema", kSchema},
          {"unit", {{"file", e.unit.id.file}, {"qualname", e.unit.id.qualname}}},
          {"module_name", e.module_name},
          {"is_main", e.is_main},
          {"sys_path", texts_json(e.sys_path, places)},
          {"share", e.share},
          {"calls_seen", e.observed.calls},
          {"not_replayable", e.observed.not_replayable},
          {"tests",
           {{"argv", texts_json(e.tests.argv, places)},
            {"ids", e.tests.ids},
            {"cwd", to_names(e.tests.cwd.string(), places)},
            {"env", environment_json(e.tests.env, places)}}},
          {"workload",
           {{"description", w.description},
            {"argv", texts_json(w.argv, places)},
            {"cwd", to_names(w.cwd.string(), places)},
            {"env", environment_json(w.env, places)},
            {"readable", texts_json(w.readable, places)},
            {"timeout_s", w.timeout_s}}},
          {"min_gain", c.min_gain},
          {"seed", c.seed},
          {"python", c.python},
          {"machine", c.machine},
          {"inputs", calls.inputs},
          {"calls_left_out", calls.left_out}};
}

std::uint64_t bytes_of(const fs::path& folder) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored)) sum += it->file_size(ignored);
  }
  return sum;
}

// The newest stay.
void remove_oldest(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    entries.emplace_back(it->last_write_time(ignored), it->path());
  }
  std::ranges::sort(entries, std::greater());
  std::uint64_t sum = 0;
  for (const auto& [when, path] : entries) {
    sum += bytes_of(path);
    if (sum > kMostBytes) fs::remove_all(path, error);
  }
}

std::string processor_name() {
  const std::string text = read_file("/proc/cpuinfo").value_or(std::string());
  for (const std::string& line : text::split(text, '\n')) {
    if (line.starts_with("model name")) return std::string(text::trim(line.substr(line.find(':') + 1)));
  }
  return {};
}

}  // namespace

std::string describe_machine() {
  utsname system{};
  if (::uname(&system) != 0) return "unknown";
  std::string text = fmt::format("{} {} {}", system.sysname, system.release, system.machine);
  if (const std::string processor = processor_name(); !processor.empty()) text += ", " + processor;
  return text;
}

Result<void> keep_evidence(const fs::path& folder, const std::string& patch, const Circumstances& circumstances,
                           const Places& places) {
  const fs::path own = folder / patch;
  std::error_code error;
  fs::remove_all(own, error);
  VX_TRY(make_folder(own));
  fs::permissions(folder, fs::perms::owner_all, error);
  CallKeeper calls(own);
  for (const auto& [file, records] : circumstances.evidence.calls) VX_TRY(calls.add(file, records));
  VX_TRY(write_file_atomic(own / kDocument, json::dump(document_of(circumstances, calls, places), 1) + "\n"));
  remove_oldest(folder);
  return {};
}

Result<Json> read_evidence_document(const fs::path& folder) {
  const std::string text = VX_TRY(read_file(folder / kDocument));
  Json document = VX_TRY(json::parse(text, (folder / kDocument).string()));
  if (json::string_or(document, "schema") != kSchema)
    return fail(ErrorCode::invalid, (folder / kDocument).string() + " is no evidence of this version");
  return document;
}

Result<Circumstances> read_evidence(const fs::path& folder, const Places& places) {
  const Json document = VX_TRY(read_evidence_document(folder));
  Circumstances c;
  auto& e = c.evidence;
  const Json& unit = json::member(document, "unit");
  e.unit.id = {json::string_or(unit, "file"), json::string_or(unit, "qualname")};
  e.observed.unit = e.unit.id;
  e.observed.calls = static_cast<std::uint64_t>(json::integer_or(document, "calls_seen"));
  e.observed.not_replayable = json::string_or(document, "not_replayable");
  e.module_name = json::string_or(document, "module_name");
  e.is_main = json::bool_or(document, "is_main");
  e.sys_path = read_texts<fs::path>(json::member(document, "sys_path"), places);
  e.share = json::number_or(document, "share");
  const Json& tests = json::member(document, "tests");
  e.tests.argv = read_texts<std::string>(json::member(tests, "argv"), places);
  e.tests.ids = read_texts<std::string>(json::member(tests, "ids"), places);
  e.tests.cwd = to_paths(json::string_or(tests, "cwd"), places);
  e.tests.env = read_environment(json::member(tests, "env"), places);
  const Json& workload = json::member(document, "workload");
  c.workload.argv = read_texts<std::string>(json::member(workload, "argv"), places);
  c.workload.cwd = to_paths(json::string_or(workload, "cwd"), places);
  c.workload.env = read_environment(json::member(workload, "env"), places);
  c.workload.readable = read_texts<fs::path>(json::member(workload, "readable"), places);
  c.workload.description = json::string_or(workload, "description");
  c.workload.timeout_s = json::number_or(workload, "timeout_s", 120);
  c.min_gain = json::number_or(document, "min_gain", 0.05);
  c.seed = static_cast<std::uint64_t>(json::integer_or(document, "seed"));
  c.python = json::string_or(document, "python");
  c.machine = json::string_or(document, "machine");
  c.calls_left_out = static_cast<std::uint64_t>(json::integer_or(document, "calls_left_out"));
  for (const Json& input : json::member(document, "inputs")) {
    const std::string name = json::string_or(input, "file");
    if (name.empty() || name != fs::path(name).filename().string())
      return fail(ErrorCode::invalid, (folder / kDocument).string() + " names a calls file outside of its folder");
    if (!fs::exists(folder / name)) return fail(ErrorCode::not_found, (folder / name).string() + " is missing");
    e.calls.emplace_back(folder / name, json::dump(json::member(input, "records")));
  }
  return c;
}

}  // namespace velox::agents
