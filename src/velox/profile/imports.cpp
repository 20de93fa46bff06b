// SPDX-License-Identifier: Apache-2.0
// Problem: which tests reach a file should be known before any test is run. Idea: follow import statements inside the
// project, wherever they stand. Limits: importlib, plug-ins and attribute access on packages are not followed; a module is
// known by its name from Project::place, by its path from the root and by its path from src/.
#include "velox/profile/imports.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "velox/base/text.hpp"

namespace velox::profile {
namespace {

using source::Node;

// "..x" in package a.b.c (of module a.b.c.m): one dot is a.b.c, two are a.b.
std::string resolve_relative(std::string_view written, const std::string& module_name, bool is_package) {
  const auto dots = std::min(written.find_first_not_of('.'), written.size());
  auto parts = text::split(module_name, '.');
  const std::size_t drop = is_package ? dots - 1 : dots;
  if (drop > parts.size()) return {};
  parts.resize(parts.size() - drop);
  if (dots < written.size()) parts.emplace_back(written.substr(dots));
  return text::join(parts, ".");
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\\' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

std::string imported_name(Node node) {
  return without_spaces(node.is("aliased_import") ? node.field("name").text() : node.text());
}

class Reader {
 public:
  Reader(const std::string& module_name, bool is_package) : module_name_(module_name), is_package_(is_package) {}

  void read(Node root) {
    for (const Node& item : root.items()) read_top(item);
    source::walk(root, [this](Node node) { return visit(node); });
  }
  FileTraits traits;

 private:
  bool visit(Node node) {
    if (node.is("import_statement")) {
      for (const Node& name : node.items()) traits.imports.insert(imported_name(name));
      return false;
    }
    if (node.is("import_from_statement")) {
      read_from(node);
      return false;
    }
    static constexpr std::array kLeaves{
        "expression_statement", "return_statement", "assert_statement",       "comment", "decorator",
        "parameters",           "raise_statement",  "future_import_statement"};
    return std::ranges::find(kLeaves, node.kind()) == kLeaves.end();
  }

  void read_from(Node node) {
    const Node from = node.field("module_name");
    std::string base = without_spaces(from.text());
    if (from.is("relative_import")) base = resolve_relative(base, module_name_, is_package_);
    if (base.empty()) return;
    traits.imports.insert(base);
    for (const Node& name : node.items()) {
      if (name == from || name.is("wildcard_import")) continue;
      traits.imports.insert(base + "." + imported_name(name));
    }
  }

  void read_top(Node item) {
    if (item.is("if_statement")) {
      const auto condition = item.field("condition").text();
      const bool names = condition.find("__name__") != std::string_view::npos;
      traits.main_part = traits.main_part || (names && condition.find("__main__") != std::string_view::npos);
    } else if (item.is("for_statement") || item.is("while_statement") || item.is("with_statement")) {
      traits.runs_code = true;
    } else if (item.is("expression_statement")) {
      traits.runs_code = traits.runs_code || item.named(0).is("call");
    }
    const Node definition = item.is("decorated_definition") ? item.field("definition") : item;
    if (definition.is("function_definition")) read_function(definition);
    if (definition.is("class_definition") && definition.field("name").text().starts_with("Test")) {
      traits.tests.emplace_back(definition.field("name").text());
      for (const Node& member : definition.field("body").items()) {
        if (member.is("function_definition")) note_fixture(member);
      }
    }
  }

  void read_function(Node function) {
    const auto name = function.field("name").text();
    if (name.starts_with("test")) {
      traits.tests.emplace_back(name);
      note_fixture(function);
    }
    for (const Node& parameter : function.field("parameters").items()) {
      if (parameter.kind().starts_with("typed_")) traits.hinted_functions = true;
    }
  }

  void note_fixture(Node function) {
    for (const Node& parameter : function.field("parameters").items()) {
      if (parameter.is("identifier") && parameter.text() == "benchmark") traits.benchmark_fixture = true;
    }
  }

  const std::string& module_name_;
  bool is_package_;
};

bool has_doctests(std::string_view bytes) {
  for (std::size_t at = bytes.find(">>> "); at != std::string_view::npos; at = bytes.find(">>> ", at + 1)) {
    std::size_t start = at;
    while (start > 0 && (bytes[start - 1] == ' ' || bytes[start - 1] == '\t')) --start;
    const bool line_start =
        start == 0 || bytes[start - 1] == '\n' || bytes[start - 1] == '"' || bytes[start - 1] == '\'';
    if (line_start) return true;
  }
  return false;
}

std::string path_name(std::string_view path) {
  std::string name = text::replace_all(std::string(path.substr(0, path.size() - 3)), "/", ".");
  if (name.ends_with(".__init__")) name.resize(name.size() - 9);
  return name;
}

// Every dotted name under which a file may be imported -> the files.
std::map<std::string, std::set<std::string>> names_of(const Project& project) {
  std::map<std::string, std::set<std::string>> names;
  for (const ProjectFile& file : project.files()) {
    names[project.place(file.path).name].insert(file.path);
    names[path_name(file.path)].insert(file.path);
    if (file.path.starts_with("src/")) names[path_name(file.path.substr(4))].insert(file.path);
  }
  return names;
}

std::string folder_of(const std::string& file) {
  const auto slash = file.rfind('/');
  return slash == std::string::npos ? std::string() : file.substr(0, slash + 1);
}

}  // namespace

FileTraits traits_of(const source::ParsedModule& module, const std::string& module_name, bool is_package) {
  Reader reader(module_name, is_package);
  reader.read(module.root());
  reader.traits.doctests = has_doctests(module.bytes());
  return std::move(reader.traits);
}

ImportGraph ImportGraph::build(const Project& project, const std::map<std::string, std::string>& replaced) {
  ImportGraph graph;
  for (const ProjectFile& file : project.files()) {
    const auto changed = replaced.find(file.path);
    const auto module = changed != replaced.end() ? source::ParsedModule::parse(changed->second, file.path)
                                                  : source::ParsedModule::load(project.root() / file.path, file.path);
    if (!module) continue;
    const bool is_package = file.path.ends_with("__init__.py");
    graph.traits_[file.path] = traits_of(*module, project.place(file.path).name, is_package);
  }
  const auto names = names_of(project);
  for (const auto& [file, traits] : graph.traits_) {
    for (const std::string& name : traits.imports) {
      // Importing a.b.c runs a, a.b and a.b.c.
      for (std::size_t end = name.find('.');; end = name.find('.', end + 1)) {
        if (const auto at = names.find(name.substr(0, end)); at != names.end()) {
          for (const std::string& imported : at->second) graph.importers_[imported].insert(file);
        }
        if (end == std::string::npos) break;
      }
    }
  }
  for (const auto& [conftest, traits] : graph.traits_) {
    if (!conftest.ends_with("conftest.py")) continue;
    for (const auto& [file, other] : graph.traits_) {
      if (file != conftest && looks_like_test(file) && file.starts_with(folder_of(conftest)))
        graph.importers_[conftest].insert(file);
    }
  }
  return graph;
}

std::map<std::string, int> ImportGraph::importers_of(const std::vector<std::string>& targets) const {
  std::map<std::string, int> steps;
  std::deque<std::string> queue;
  for (const std::string& target : targets) {
    steps[target] = 0;
    queue.push_back(target);
  }
  for (; !queue.empty(); queue.pop_front()) {
    const auto at = importers_.find(queue.front());
    if (at == importers_.end()) continue;
    for (const std::string& file : at->second) {
      if (steps.try_emplace(file, steps[queue.front()] + 1).second) queue.push_back(file);
    }
  }
  return steps;
}

const FileTraits* ImportGraph::traits(const std::string& file) const {
  const auto at = traits_.find(file);
  return at == traits_.end() ? nullptr : &at->second;
}

}  // namespace velox::profile
