package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTests {

    @Test
    void rootsAreThoseOfTheRfc() {
        assertThat(new Merkle().root()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        Merkle one = new Merkle();
        one.add("");
        assertThat(one.root()).as("a leaf is hashed after a zero byte").isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void everyLeafOfATreeOfAnySizeProvesThatItIsIn() {
        for (int size = 1; size < 40; size++) {
            List<String> leaves = IntStream.range(0, size).mapToObj(i -> "leaf " + i).toList();
            Merkle tree = new Merkle();
            leaves.forEach(tree::add);
            for (int i = 0; i < size; i++) {
                List<String> proof = Merkle.proof(leaves, i);
                assertThat(Merkle.follow(leaves.get(i), i, size, proof)).isEqualTo(tree.root());
                assertThat(Merkle.follow("other", i, size, proof)).isNotEqualTo(tree.root());
            }
        }
    }
}
