// SPDX-License-Identifier: Apache-2.0
// Problem: samples name files, lines and qualified names as the interpreter has them; everything else speaks of units.
// Idea: the helper has folded comprehensions and lambdas into their functions already, so a sample's first line and name
// pick the unit; where several definitions share a name, the line decides, and where the interpreter could not name code,
// the unit around the line does.
// Limits: code made by exec() or by decorators that generate source has no place in a file and stays unattributed.
#include "velox/profile/profiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/results.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::profile {
namespace {

struct Cost {
  double own = 0, cumulative = 0;
  std::uint32_t line = 0;
  std::map<std::uint32_t, double> lines;
};

// Where a program may have seen the project.
struct Places {
  fs::path root, shown;
  std::optional<std::string> relative(const std::string& path) const {
    if (auto name = relative_to(root, path)) return name;
    return shown.empty() ? std::nullopt : relative_to(shown, path);
  }
};

// Charges raw functions of one run, or of several processes, to units.
class Attribution {
 public:
  Attribution(const Setup& setup, const Places& places) : setup_(setup), places_(places) {}

  void add(const Json& function) {
    const auto file = places_.relative(json::string_or(function, "file"));
    if (!file) return;
    const auto line = static_cast<std::uint32_t>(json::integer_or(function, "line"));
    const auto [qualname, shown] = place(*file, line, json::string_or(function, "qualname"));
    Cost& cost = costs_[{*file, qualname}];
    cost.line = shown;
    const double own = json::number_or(function, "own_s");
    cost.own += own;
    cost.cumulative += json::number_or(function, "cumulative_s");
    for (const auto& [number, seconds] : json::member(function, "lines").items()) {
      cost.lines[static_cast<std::uint32_t>(std::strtoul(number.c_str(), nullptr, 10))] += seconds.get<double>();
    }
  }

  std::vector<model::HotSpot> ranked(double total) const {
    std::vector<model::HotSpot> spots;
    for (const auto& [unit, cost] : costs_) {
      const auto share = [&](double seconds) { return total > 0 ? std::min(1.0, seconds / total) : 0.0; };
      model::HotSpot spot{unit, cost.line, share(cost.own), share(std::max(cost.cumulative, cost.own)), 0, {}};
      for (const auto& [line, seconds] : cost.lines) spot.line_share[line] = share(seconds);
      spots.push_back(std::move(spot));
    }
    std::ranges::sort(spots, [](const model::HotSpot& a, const model::HotSpot& b) {
      if (a.own_share != b.own_share) return a.own_share > b.own_share;
      return a.cumulative_share > b.cumulative_share;
    });
    return spots;
  }

 private:
  // The unit's name and line for what the interpreter calls `qualname` at `first_line`.
  std::pair<std::string, std::uint32_t> place(const std::string& file, std::uint32_t first_line,
                                              const std::string& qualname) {
    if (qualname == kModuleLevel) return {kModuleLevel, 1};
    const source::ParsedModule* module = parsed(file);
    if (module == nullptr) return {qualname, first_line};
    const model::Unit* named = nullptr;
    for (const model::Unit& unit : module->units()) {
      const bool here = unit.first_line == first_line || unit.line == first_line;
      if (unit.id.qualname == qualname && (here || named == nullptr)) named = &unit;
      if (here && unit.id.qualname.ends_with("." + qualname)) named = &unit;
    }
    if (named == nullptr) named = module->unit_at_line(first_line);
    if (named == nullptr) return {kModuleLevel, 1};
    return {named->id.qualname, named->line};
  }

  const source::ParsedModule* parsed(const std::string& file) {
    auto at = modules_.find(file);
    if (at == modules_.end()) {
      std::optional<source::ParsedModule> module;
      const auto changed = setup_.files.find(file);
      auto loaded = changed != setup_.files.end() ? source::ParsedModule::parse(changed->second, file)
                                                  : source::ParsedModule::load(setup_.root / file, file);
      if (loaded) module.emplace(std::move(*loaded));
      at = modules_.emplace(file, std::move(module)).first;
    }
    return at->second ? &*at->second : nullptr;
  }

  const Setup& setup_;
  const Places& places_;
  std::map<std::string, std::optional<source::ParsedModule>> modules_;
  std::map<model::UnitId, Cost> costs_;
};

}  // namespace

Result<model::Profile> read_profiles(const Setup& setup, const fs::path& folder, const fs::path& shown) {
  const auto files = result_files(folder, "profile.", ".json");
  if (files.empty()) return fail(ErrorCode::not_found, "the run left no profile" + helper_errors(folder));
  const Places places{setup.root, shown};
  Attribution attribution(setup, places);
  model::Profile profile;
  std::set<std::string> imported;
  for (const fs::path& file : files) {
    const std::string text = VX_TRY(read_file(file));
    const Json raw = VX_TRY(json::parse(text, file.filename().string()));
    profile.wall_s = std::max(profile.wall_s, json::number_or(raw, "wall_s"));
    profile.cpu_s += json::number_or(raw, "cpu_s");
    profile.peak_rss_bytes =
        std::max(profile.peak_rss_bytes, static_cast<std::uint64_t>(json::integer_or(raw, "peak_rss_bytes")));
    profile.samples += static_cast<std::uint64_t>(json::integer_or(raw, "samples"));
    for (const Json& function : json::member(raw, "functions")) attribution.add(function);
    for (const Json& path : json::member(raw, "imported")) {
      if (const auto name = path.is_string() ? places.relative(path.get<std::string>()) : std::nullopt)
        imported.insert(*name);
    }
    if (const auto name = places.relative(json::string_or(raw, "main"))) imported.insert(*name);
  }
  profile.spots = attribution.ranked(profile.cpu_s);
  for (const model::HotSpot& spot : profile.spots) imported.insert(spot.unit.file);
  profile.imported.assign(imported.begin(), imported.end());
  return profile;
}

Result<model::Profile> profile_workload(const Setup& setup, const Workload& workload, Deadline deadline) {
  const auto out = VX_TRY(TempDir::create("profile-"));
  const auto view = VX_TRY(sandbox::ProjectView::create(setup.root, setup.files));
  const Launch options{.view = &view, .attach = Attach::profile, .out = out.path(), .deadline = deadline};
  const auto outcome = VX_TRY(launch(setup, workload, options));
  if (!outcome.ok()) return std::unexpected(workload_error(workload, outcome));
  auto profile = read_profiles(setup, out.path(), view.content());
  if (!profile && profile.error().code() == ErrorCode::not_found) {
    return fail(
        ErrorCode::target_failed,
        workload.description + " ran, but no Python of it could be profiled" + helper_errors(out.path()),
        "the command must start Python without -I, -E or -S, keep what is in PYTHONPATH (`PYTHONPATH=src python3 ...` "
        "adds to it), and end by itself");
  }
  if (profile) {
    profile->wall_s = outcome.wall_s;
    profile->peak_rss_bytes = std::max(profile->peak_rss_bytes, outcome.peak_rss_bytes);
  }
  return profile;
}

Reach reach_of(const model::Profile& profile, const std::vector<std::string>& files) {
  const auto asked = [&](const std::string& file) { return std::ranges::find(files, file) != files.end(); };
  const auto spent = [&](const model::HotSpot& spot) {
    return spot.unit.qualname != kModuleLevel && asked(spot.unit.file);
  };
  if (std::ranges::any_of(profile.spots, spent)) return Reach::sampled;
  return std::ranges::any_of(profile.imported, asked) ? Reach::imported : Reach::never;
}

Result<void> check_reach(const model::Profile& profile, const Workload& workload,
                         const std::vector<std::string>& files) {
  if (reach_of(profile, files) != Reach::never) return {};
  const std::string what =
      files.size() == 1 ? files.front() : fmt::format("any of the {} files asked for", files.size());
  std::string loaded = "it loaded no file of the project";
  if (!profile.imported.empty()) {
    const auto shown = std::min<std::size_t>(5, profile.imported.size());
    loaded =
        "it loaded " +
        text::join({profile.imported.begin(), profile.imported.begin() + static_cast<std::ptrdiff_t>(shown)}, ", ");
    if (shown < profile.imported.size()) loaded += fmt::format(" and {} more", profile.imported.size() - shown);
  }
  return fail(
      ErrorCode::target_failed, fmt::format("{} never reaches {}: {}", workload.description, what, loaded),
      "give a --workload that imports and uses it (an installed copy of the package may have been imported instead)");
}

}  // namespace velox::profile
