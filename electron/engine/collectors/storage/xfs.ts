// What each XFS filesystem has done since it was mounted: /sys/fs/xfs/<device>/stats/stats, a line of numbers for each subject
// (xfs.org, Runtime Stats). Names as node_exporter's xfs collector has them.
import { seconds } from "#shared/units/time";
import { listSorted, readAttribute } from "../attributes";
import { type Collector, NoData } from "../collector";
import { deviceLabels } from "../device-labels";
import { createReadingList } from "../reading-list";
import { numberOf, wordsOf } from "../text/numbers";

const folder = "/sys/fs/xfs";

export function createXfs(): Collector {
  const list = createReadingList();
  return {
    name: "xfs",
    about: "Allocations, inode look-ups, reads and writes of each XFS filesystem, from /sys/fs/xfs.",
    help: Object.fromEntries(Object.values(lines).flat()),
    platforms: ["linux"],
    every: seconds(15),
    async collect(context) {
      list.start();
      for (const device of await listSorted(folder, context)) {
        // "stats" beside the devices is the sum over all of them, which node_exporter leaves out.
        const text = await readAttribute(`${folder}/${device}/stats/stats`, context);
        for (const line of text?.split("\n") ?? []) {
          const [subject = "", ...numbers] = wordsOf(line);
          if (!Object.hasOwn(lines, subject)) continue;
          for (const [index, [name]] of (lines[subject] ?? []).entries()) {
            const value = numberOf(numbers[index]);
            if (value !== undefined) list.counter(name, value, deviceLabels(device));
          }
        }
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("no XFS filesystem is mounted");
      return readings;
    },
  };
}

type Column = [name: string, help: string];

const total = (name: string, help: string): Column => [`node_xfs_${name}_total`, help];

const btree = (name: string, what: string): Column[] => [
  total(`${name}_lookups`, `Number of ${what} B-tree lookups for a filesystem.`),
  total(`${name}_compares`, `Number of ${what} B-tree compares for a filesystem.`),
  total(`${name}_records_inserted`, `Number of ${what} B-tree records inserted for a filesystem.`),
  total(`${name}_records_deleted`, `Number of ${what} B-tree records deleted for a filesystem.`),
];

/** The lines that are told, by their first word, with their columns in order; columns after these are not told. */
const lines: Readonly<Record<string, Column[]>> = {
  extent_alloc: [
    total("extent_allocation_extents_allocated", "Number of extents allocated for a filesystem."),
    total("extent_allocation_blocks_allocated", "Number of blocks allocated for a filesystem."),
    total("extent_allocation_extents_freed", "Number of extents freed for a filesystem."),
    total("extent_allocation_blocks_freed", "Number of blocks freed for a filesystem."),
  ],
  abt: btree("allocation_btree", "allocation"),
  blk_map: [
    total("block_mapping_reads", "Number of block map for read operations for a filesystem."),
    total("block_mapping_writes", "Number of block map for write operations for a filesystem."),
    total("block_mapping_unmaps", "Number of block unmaps (deletes) for a filesystem."),
    total("block_mapping_extent_list_insertions", "Number of extent list insertions for a filesystem."),
    total("block_mapping_extent_list_deletions", "Number of extent list deletions for a filesystem."),
    total("block_mapping_extent_list_lookups", "Number of extent list lookups for a filesystem."),
    total("block_mapping_extent_list_compares", "Number of extent list compares for a filesystem."),
  ],
  bmbt: btree("block_map_btree", "block map"),
  dir: [
    total(
      "directory_operation_lookup",
      "Number of file name directory lookups which miss the operating systems directory name lookup cache.",
    ),
    total("directory_operation_create", "Number of times a new directory entry was created for a filesystem."),
    total("directory_operation_remove", "Number of times an existing directory entry was created for a filesystem."),
    total("directory_operation_getdents", "Number of times the directory getdents operation was performed for a filesystem."),
  ],
  ig: [
    total("inode_operation_attempts", "Number of times the OS looked for an XFS inode in the inode cache."),
    total("inode_operation_found", "Number of times the OS looked for and found an XFS inode in the inode cache."),
    total(
      "inode_operation_recycled",
      "Number of times the OS found an XFS inode in the cache, but could not use it as it was being recycled.",
    ),
    total("inode_operation_missed", "Number of times the OS looked for an XFS inode in the cache, but did not find it."),
    total(
      "inode_operation_duplicates",
      "Number of times the OS tried to add a missing XFS inode to the inode cache, but found it had already been added by another process.",
    ),
    total(
      "inode_operation_reclaims",
      "Number of times the OS reclaimed an XFS inode from the inode cache to free memory for another purpose.",
    ),
    total("inode_operation_attribute_changes", "Number of times the OS explicitly changed the attributes of an XFS inode."),
  ],
  rw: [
    total("write_calls", "Number of write(2) system calls made to files in a filesystem."),
    total("read_calls", "Number of read(2) system calls made to files in a filesystem."),
  ],
  vnodes: [
    total("vnode_active", "Number of vnodes not on free lists for a filesystem."),
    total("vnode_allocate", "Number of times vn_alloc called for a filesystem."),
    total("vnode_get", "Number of times vn_get called for a filesystem."),
    total("vnode_hold", "Number of times vn_hold called for a filesystem."),
    total("vnode_release", "Number of times vn_rele called for a filesystem."),
    total("vnode_reclaim", "Number of times vn_reclaim called for a filesystem."),
    total("vnode_remove", "Number of times vn_remove called for a filesystem."),
  ],
};
